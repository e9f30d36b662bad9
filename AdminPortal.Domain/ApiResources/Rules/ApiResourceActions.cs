using AdminPortal.Domain.Permissions.Rules;

namespace AdminPortal.Domain.ApiResources.Rules;

/// <summary>The actions of this room.</summary>
internal static class ApiResourceActions
{
    private const string Category = "Authentication Settings";
    private const string SubCategory = "API Resource";

    public static PortalAction View { get; } =
        new("View", Category, SubCategory, new Permission(PortalModule.ApiResources, PermissionLevel.ViewOnly));

    public static PortalAction Import { get; } =
        new("Import", Category, SubCategory, new Permission(PortalModule.ApiResources, PermissionLevel.Full));

    public static PortalAction Update { get; } =
        new("Update", Category, SubCategory, new Permission(PortalModule.ApiResources, PermissionLevel.Full));
}
