namespace AdminPortal.Domain.Permissions.Rules;

/// <summary>The levels an actor holds, and the roles they come from.</summary>
public sealed record AdministratorPermissions(PermissionSet Levels, IReadOnlyList<string> RoleNames)
{
    public static AdministratorPermissions Nothing { get; } = new(PermissionSet.None, []);

    internal static AdministratorPermissions Everything { get; } =
        new(PermissionSet.Of(Enum.GetValues<PortalModule>().Select(module => new Permission(module, PermissionLevel.Full))), []);

    public bool MayView(PortalModule module) => Levels[module] >= PermissionLevel.ViewOnly;

    public bool MayChange(PortalModule module) => Levels[module] >= PermissionLevel.Full;

    /// <summary>Changing an API client decides who can access which API, so it requires Full access to two modules.</summary>
    public static IReadOnlyList<Permission> ToChangeApiClients { get; } =
        [new(PortalModule.ApiClients, PermissionLevel.Full), new(PortalModule.ApiResources, PermissionLevel.Full)];

    public bool MayChangeApiClients => Levels.Missing(ToChangeApiClients).Count == 0;
}
