namespace AdminPortal.Domain.TokenService.Rules;

/// <summary>The result of one step towards a token: its value, or the error that ends the request.</summary>
public readonly record struct TokenStep<T>
    where T : class
{
    private readonly T? _value;

    private TokenStep(T? value, TokenError? error) => (_value, Error) = (value, error);

    public TokenError? Error { get; }

    /// <exception cref="InvalidOperationException">The step failed.</exception>
    public T Value => _value ?? throw new InvalidOperationException($"No value: {Error?.Code}.");

    public static implicit operator TokenStep<T>(T value) => new(value, null);

    public static implicit operator TokenStep<T>(TokenError error) => new(null, error);
}
