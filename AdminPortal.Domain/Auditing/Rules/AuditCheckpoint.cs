namespace AdminPortal.Domain.Auditing.Rules;

/// <summary>
/// Where the audit log begins after retention has deleted older entries: number and hash of the last deleted one, sealed with the chain's
/// key. It proves that the first entry kept is the next one. There is one, or none if nothing was deleted.
/// </summary>
public sealed class AuditCheckpoint
{
    /// <summary>The ID of the single row.</summary>
    public const int TheOne = 1;

    private AuditCheckpoint()
    {
    }

    public int Id { get; private set; } = TheOne;

    public long EntryId { get; private set; }

    public byte[] EntryHash { get; private set; } = [];

    public byte[] Seal { get; private set; } = [];

    internal static AuditCheckpoint Unset() => new();

    internal void MoveTo(AuditEntry lastDeleted, Func<AuditCheckpoint, byte[]> seal)
    {
        (EntryId, EntryHash) = (lastDeleted.Id, lastDeleted.Hash);
        Seal = seal(this);
    }
}
