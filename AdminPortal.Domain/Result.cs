namespace AdminPortal.Domain;

// This room owns what all rooms of the domain speak in: results and refusals, names and texts that people read, the ID of a client. It
// protects one way of saying no. It must never know what the product does: each thing that it does has a room of its own.

/// <summary>A value, or the reasons why there is none. A fault is an exception instead.</summary>
public sealed class Result<T>
{
    private readonly T? _value;

    internal Result(T? value, IReadOnlyList<PortalError> errors)
    {
        _value = value;
        Errors = errors;
    }

    public IReadOnlyList<PortalError> Errors { get; }

    /// <summary>The first reason; null when there is a value.</summary>
    public PortalError? Error => IsSuccess ? null : Errors[0];

    public bool IsSuccess => Errors.Count == 0;

    /// <exception cref="InvalidOperationException">There are errors instead; ask <see cref="IsSuccess"/> first.</exception>
    public T Value => IsSuccess ? _value! : throw new InvalidOperationException($"No value: {Errors[0].Code}.");

    public static implicit operator Result<T>(T value) => new(value, []);

    public static implicit operator Result<T>(PortalError error) => new(default, [error]);

    public static implicit operator Result<T>(List<PortalError> errors) =>
        errors.Count > 0 ? new(default, errors) : throw new ArgumentException("A refusal needs at least one error.", nameof(errors));
}

/// <summary>For a value typed as an interface, which C# does not convert by itself.</summary>
public static class Result
{
    public static Result<T> Of<T>(T value) => new(value, []);
}
