namespace AdminPortal.Domain.Storage;

/// <summary>The one row that is written to learn whether the store can be written; what it holds means nothing.</summary>
public sealed class StoreProbe
{
    internal const int TheOnly = 1;

    public int Id { get; private set; } = TheOnly;

    /// <summary>A value that was there before would not be written again.</summary>
    public long Writes { get; private set; }
}
