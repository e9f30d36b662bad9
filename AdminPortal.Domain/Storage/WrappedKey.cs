namespace AdminPortal.Domain.Storage;

/// <summary>A key that the program needs at rest, wrapped by Data Protection.</summary>
public sealed class WrappedKey(string name, byte[] value)
{
    public string Name { get; } = name;

    public byte[] Value { get; } = value;

    public override string ToString() => nameof(WrappedKey);
}
