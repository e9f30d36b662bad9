using AdminPortal.Domain.Permissions.Rules;

namespace AdminPortal.Domain.ApiClients.Rules;

/// <summary>The actions of this room.</summary>
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
    /// A secret, a key, or the URL that keys are read from: access that outlives the session of the person who granted it (ASVS 7.5.1).
    /// Removing one requires no proof.
    /// </summary>
    public static PortalAction GiveWayIn { get; } = Update with { NeedsProof = true };

    public static PortalAction Delete { get; } = new("Delete", Category, SubCategory, AdministratorPermissions.ToChangeApiClients);

    /// <summary>
    /// A read, but from someone else's server and in the portal's name: only for those who may configure that server for a client.
    /// </summary>
    public static PortalAction PreviewKeys { get; } = new("View", Category, SubCategory, AdministratorPermissions.ToChangeApiClients);
}
