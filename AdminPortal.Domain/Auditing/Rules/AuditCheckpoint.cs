namespace AdminPortal.Domain.Auditing.Rules;

/// <summary>
/// Where the audit log begins after older entries have had their time: number and hash of the last one that was deleted, sealed by the
/// chain's key. By it the first entry that is kept is known to be the next one. There is one, or none while nothing was deleted.
/// </summary>
public sealed class AuditCheckpoint
{
    /// <summary>The only one there is.</summary>
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
