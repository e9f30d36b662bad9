namespace AdminPortal.Domain.Auditing.Rules;

/// <summary>How long entries of the audit log are kept.</summary>
public sealed record AuditRetention(int Days)
{
    public static AuditRetention Default { get; } = new(180);

    internal DateTimeOffset CutoffAt(DateTimeOffset now) => now.AddDays(-Days);
}
