using AdminPortal.Domain.Permissions.Rules;

namespace AdminPortal.Domain.Administrators.Rules;

/// <summary>What can be asked for in this room.</summary>
public static class ClockActions
{
    /// <summary>Records of tokens and audit entries are deleted by age once the clock counts, so it takes both.</summary>
    public static PortalAction Accept { get; } = new(
        "Accept",
        "Operation",
        "Clock",
        new Permission(PortalModule.Tokens, PermissionLevel.Full),
        new Permission(PortalModule.AuditLogs, PermissionLevel.Full));
}
