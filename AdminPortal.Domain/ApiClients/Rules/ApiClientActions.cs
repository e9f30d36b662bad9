using AdminPortal.Domain.Permissions.Rules;

namespace AdminPortal.Domain.ApiClients.Rules;

/// <summary>What can be asked for in this room.</summary>
internal static class ApiClientActions
{
    private const string Category = "Authentication Settings";
    private const string SubCategory = "OAuth2 Client";

    public static PortalAction View { get; } =
        new("View", Category, SubCategory, new Permission(PortalModule.ApiClients, PermissionLevel.ViewOnly));

    public static PortalAction Add { get; } = new("Create", Category, SubCategory, AdministratorPermissions.ToChangeApiClients);

    public static PortalAction AddWithCredentials { get; } = Add with { NeedsProof = true };

    public static PortalAction Update { get; } = new("Update", Category, SubCategory, AdministratorPermissions.ToChangeApiClients);

    /// <summary>
    /// A secret, a key, or the address that keys are read from: a way in that outlives the session of whoever gave it (ASVS 7.5.1). To take
    /// one away needs no proof.
    /// </summary>
    public static PortalAction GiveWayIn { get; } = Update with { NeedsProof = true };

    public static PortalAction Delete { get; } = new("Delete", Category, SubCategory, AdministratorPermissions.ToChangeApiClients);

    /// <summary>A look, but at somebody else's server and in the portal's name: for those who may name that server in a client.</summary>
    public static PortalAction PreviewKeys { get; } = new("View", Category, SubCategory, AdministratorPermissions.ToChangeApiClients);
}
