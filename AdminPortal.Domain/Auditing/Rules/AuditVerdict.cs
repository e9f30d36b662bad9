namespace AdminPortal.Domain.Auditing.Rules;

/// <summary>What a walk along the whole audit log has found.</summary>
public abstract record AuditVerdict
{
    private AuditVerdict()
    {
    }

    /// <summary>Every entry is the one that was written, and none is missing up to the last.</summary>
    public sealed record Intact(long Entries, long LastId) : AuditVerdict;

    /// <summary>From this entry on the log is not what was written.</summary>
    public sealed record Broken(long EntryId, string Why) : AuditVerdict;
}
