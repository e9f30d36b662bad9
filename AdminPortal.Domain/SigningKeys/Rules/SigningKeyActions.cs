using AdminPortal.Domain.Permissions.Rules;

namespace AdminPortal.Domain.SigningKeys.Rules;

/// <summary>The actions of this room.</summary>
internal static class SigningKeyActions
{
    private const string Category = "Authentication Settings";
    private const string SubCategory = "Signing Key";

    private static readonly Permission Full = new(PortalModule.SigningKeys, PermissionLevel.Full);

    public static PortalAction View { get; } = new("View", Category, SubCategory, new Permission(PortalModule.SigningKeys, PermissionLevel.ViewOnly));

    public static PortalAction Create { get; } = new("Create", Category, SubCategory, Full);

    public static PortalAction Update { get; } = new("Update", Category, SubCategory, Full);

    // It breaks every application whose token the key had signed: not for a stranger at an unlocked screen.
    public static PortalAction Revoke { get; } = new("Revoke", Category, SubCategory, Full) { NeedsProof = true };
}
