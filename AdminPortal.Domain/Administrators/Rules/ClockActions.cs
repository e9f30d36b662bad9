using AdminPortal.Domain.Permissions.Rules;

namespace AdminPortal.Domain.Administrators.Rules;

/// <summary>The actions of this room.</summary>
public static class ClockActions
{
    /// <summary>Token records and audit entries are deleted by age once the clock is trusted, so both permissions are required.</summary>
    public static PortalAction Accept { get; } = new(
        "Accept",
        "Operation",
        "Clock",
        new Permission(PortalModule.Tokens, PermissionLevel.Full),
        new Permission(PortalModule.AuditLogs, PermissionLevel.Full));
}
