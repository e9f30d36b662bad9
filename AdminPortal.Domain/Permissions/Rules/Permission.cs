namespace AdminPortal.Domain.Permissions.Rules;

// This room owns the words in which permissions are spoken of: who asks, for what, which level on which module it takes, and what a role
// grants. It protects the permission table. It must never read anything: what somebody holds is asked of the store, by the gate.

/// <summary>The module that a permission applies to. Stored as its number.</summary>
public enum PortalModule
{
    ApiClients = 1,
    ApiResources = 2,
    Tokens = 3,
    AuditLogs = 4,
    Administrators = 5,
    Roles = 6,
    SigningKeys = 7,
}

/// <summary>The level of a permission; of several roles the highest counts. Stored as its number.</summary>
public enum PermissionLevel
{
    None = 0,
    ViewOnly = 1,
    Full = 2,
}

/// <summary>A level on a module: granted by a role, or required by an operation.</summary>
public sealed record Permission(PortalModule Module, PermissionLevel Level);

/// <summary>The highest level per module over all roles of an administrator.</summary>
public sealed class PermissionSet
{
    private readonly Dictionary<PortalModule, PermissionLevel> _levels;

    private PermissionSet(Dictionary<PortalModule, PermissionLevel> levels) => _levels = levels;

    public static PermissionSet None { get; } = Of([]);

    public static PermissionSet Of(IEnumerable<Permission> granted) => new(granted
        .GroupBy(permission => permission.Module)
        .ToDictionary(module => module.Key, module => module.Max(permission => permission.Level)));

    public PermissionLevel this[PortalModule module] => _levels.GetValueOrDefault(module, PermissionLevel.None);

    public bool Allows(Permission asked) => this[asked.Module] >= asked.Level;

    /// <summary>The permissions required but not held.</summary>
    public IReadOnlyList<Permission> Missing(IEnumerable<Permission> asked) => [.. asked.Where(permission => !Allows(permission))];
}

/// <summary>The names of modules and levels on the screen.</summary>
public static class PermissionWords
{
    public static string Title(this PortalModule module) => module switch
    {
        PortalModule.ApiClients => "API Clients",
        PortalModule.ApiResources => "API Resources",
        PortalModule.Tokens => "Tokens",
        PortalModule.AuditLogs => "Audit Logs",
        PortalModule.Administrators => "Administrators",
        PortalModule.Roles => "Roles",
        PortalModule.SigningKeys => "Signing Keys",
        _ => throw new ArgumentOutOfRangeException(nameof(module)),
    };

    public static string Title(this PermissionLevel level) => level switch
    {
        PermissionLevel.None => "None",
        PermissionLevel.ViewOnly => "View Only",
        PermissionLevel.Full => "Full",
        _ => throw new ArgumentOutOfRangeException(nameof(level)),
    };
}
