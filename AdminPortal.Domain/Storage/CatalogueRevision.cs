namespace AdminPortal.Domain.Storage;

/// <summary>
/// Counts the changes of the catalogue, in one row that each of them raises in its own transaction; so a decision can say which catalogue it
/// was made by, and the store whether that is the one it has.
/// </summary>
public sealed class CatalogueRevision
{
    internal const int TheOnly = 1;

    public int Id { get; private set; } = TheOnly;

    public long Revision { get; private set; } = 1;
}
