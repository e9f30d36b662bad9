namespace AdminPortal.Domain.Auditing.Rules;

/// <summary>A position in the chain: an entry's number and hash, which identify its successor.</summary>
internal sealed record AuditLink(long EntryId, byte[] Hash)
{
    public static AuditLink Beginning { get; } = new(0, []);

    public static AuditLink Of(AuditEntry entry) => new(entry.Id, entry.Hash);
}
