namespace AdminPortal.Domain.Permissions.Rules;

/// <summary>A named set of permissions. The built-in ones have fixed IDs and cannot be changed.</summary>
public sealed class AdminRole
{
    public const string SuperAdministrator = "Super Administrator";
    public const string Auditor = "Auditor";

    private AdminRole(int id, string name, bool isBuiltIn)
    {
        Id = id;
        Name = name;
        IsBuiltIn = isBuiltIn;
    }

    public int Id { get; }

    public string Name { get; private set; }

    public bool IsBuiltIn { get; }

    public IReadOnlyList<Permission> Permissions => [.. StoredPermissions.Select(row => new Permission(row.Module, row.Level))];

    internal List<AdminRolePermission> StoredPermissions { get; } = [];

    /// <summary>Full access to every module, and View Only access to every module.</summary>
    internal static IReadOnlyList<AdminRole> BuiltIn() =>
        [Everywhere(1, SuperAdministrator, PermissionLevel.Full), Everywhere(2, Auditor, PermissionLevel.ViewOnly)];

    private static AdminRole Everywhere(int id, string name, PermissionLevel level)
    {
        var role = new AdminRole(id, name, isBuiltIn: true);
        role.StoredPermissions.AddRange(Enum.GetValues<PortalModule>().Select(module => new AdminRolePermission(id, module, level)));
        return role;
    }
}

/// <summary>One row of the permission table.</summary>
public sealed class AdminRolePermission(int roleId, PortalModule module, PermissionLevel level)
{
    public int RoleId { get; } = roleId;

    public PortalModule Module { get; } = module;

    public PermissionLevel Level { get; private set; } = level;
}
