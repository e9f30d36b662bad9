namespace AdminPortal.Domain.TokenService.Rules;

/// <summary>What a step towards a token answers: its value, or why the way ends here.</summary>
public readonly record struct TokenStep<T>
    where T : class
{
    private readonly T? _value;

    private TokenStep(T? value, TokenError? error) => (_value, Error) = (value, error);

    public TokenError? Error { get; }

    /// <exception cref="InvalidOperationException">There is an error instead.</exception>
    public T Value => _value ?? throw new InvalidOperationException($"No value: {Error?.Code}.");

    public static implicit operator TokenStep<T>(T value) => new(value, null);

    public static implicit operator TokenStep<T>(TokenError error) => new(null, error);
}
