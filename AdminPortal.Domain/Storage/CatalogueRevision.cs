namespace AdminPortal.Domain.Storage;

/// <summary>
/// Revision counter of the catalogue, one row that each change increments in its own transaction; so a decision can state the revision it
/// was based on, and the store can check whether that is still current (optimistic concurrency).
/// </summary>
public sealed class CatalogueRevision
{
    internal const int TheOnly = 1;

    public int Id { get; private set; } = TheOnly;

    public long Revision { get; private set; } = 1;
}
