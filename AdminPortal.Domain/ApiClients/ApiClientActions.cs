using AdminPortal.Domain.Administrators;

namespace AdminPortal.Domain.ApiClients;

/// <summary>What can be asked for in this room. Changing a client decides who reaches which API, so it takes Full on both modules.</summary>
internal static class ApiClientActions
{
    private const string Category = "Authentication Settings";
    private const string SubCategory = "OAuth2 Client";

    private static readonly Permission[] FullOnBoth =
        [new(PortalModule.ApiClients, PermissionLevel.Full), new(PortalModule.ApiResources, PermissionLevel.Full)];

    public static PortalAction View { get; } =
        new("View", Category, SubCategory, new Permission(PortalModule.ApiClients, PermissionLevel.ViewOnly));

    public static PortalAction Add { get; } = new("Create", Category, SubCategory, FullOnBoth);

    public static PortalAction AddWithSecrets { get; } = Add with { NeedsProof = true };

    public static PortalAction Update { get; } = new("Update", Category, SubCategory, FullOnBoth);

    // A secret is a way in that outlives the session of whoever made it (ASVS 7.5.1).
    public static PortalAction AddSecret { get; } = Update with { NeedsProof = true };

    public static PortalAction Delete { get; } = new("Delete", Category, SubCategory, FullOnBoth);
}
