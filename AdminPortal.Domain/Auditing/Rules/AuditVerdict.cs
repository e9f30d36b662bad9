namespace AdminPortal.Domain.Auditing.Rules;

/// <summary>The result of verifying the whole audit log.</summary>
public abstract record AuditVerdict
{
    private AuditVerdict()
    {
    }

    /// <summary>Every entry is as written, and none is missing up to the last.</summary>
    public sealed record Intact(long Entries, long LastId) : AuditVerdict;

    /// <summary>From this entry on the log is not as written.</summary>
    public sealed record Broken(long EntryId, string Why) : AuditVerdict;
}
