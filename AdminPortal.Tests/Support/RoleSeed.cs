using AdminPortal.Domain.Permissions.Rules;

namespace AdminPortal.Tests.Support;

/// <summary>Roles that no build has: one of its own, and built-in ones that reach less far.</summary>
internal static class RoleSeed
{
    private const int RoleId = 99;

    public static async Task AddRoleAsync(this DomainHost host, string name, params IEnumerable<(PortalModule Module, PermissionLevel Level)> permissions)
    {
        await host.ExecuteSqlAsync($"""INSERT INTO "AdminRoles" ("Id", "Name", "IsBuiltIn") VALUES ({RoleId}, {name}, {false})""");
        foreach (var (module, level) in permissions)
        {
            await host.ExecuteSqlAsync($"""INSERT INTO "AdminRolePermissions" ("RoleId", "Module", "Level") VALUES ({RoleId}, {(int)module}, {(int)level})""");
        }
    }

    /// <summary>So far and no further, in every role.</summary>
    public static Task SetLevelAsync(this DomainHost host, PortalModule module, PermissionLevel level) =>
        host.ExecuteSqlAsync($"""UPDATE "AdminRolePermissions" SET "Level" = {(int)level} WHERE "Module" = {(int)module}""");
}
