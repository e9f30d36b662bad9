namespace AdminPortal.Domain.Auditing.Rules;

/// <summary>A place in the chain: an entry's number and hash, by which the next one is known.</summary>
internal sealed record AuditLink(long EntryId, byte[] Hash)
{
    public static AuditLink Beginning { get; } = new(0, []);

    public static AuditLink Of(AuditEntry entry) => new(entry.Id, entry.Hash);
}
