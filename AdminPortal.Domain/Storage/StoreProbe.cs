namespace AdminPortal.Domain.Storage;

/// <summary>The row that is written to find out whether the store is writable; its value means nothing.</summary>
public sealed class StoreProbe
{
    internal const int TheOnly = 1;

    public int Id { get; private set; } = TheOnly;

    /// <summary>Changes with every write: an unchanged value would not be written.</summary>
    public long Writes { get; private set; }
}
