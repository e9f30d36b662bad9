using AdminPortal.Domain.Storage;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Domain.ApiClients;

/// <summary>The catalogue's word on the roles that were chosen for a client.</summary>
internal static class ChosenRoles
{
    public static async Task<bool> ExistAsync(IReadOnlyDictionary<string, string> roles, PortalDbContext db, CancellationToken cancellation)
    {
        var roleIds = roles.Values.ToList();
        var known = await db.ServiceRoles
            .Where(role => roleIds.Contains(role.Id))
            .ToDictionaryAsync(role => role.Id, role => role.ServiceId, cancellation);
        return roles.All(chosen => known.GetValueOrDefault(chosen.Value) == chosen.Key);
    }

    /// <summary>Scopes by service name, for people to read: <c>ZIA: zia.api-role01</c>.</summary>
    public static async Task<string> DescribeAsync(IReadOnlyDictionary<string, string> roles, PortalDbContext db, CancellationToken cancellation)
    {
        var roleIds = roles.Values.ToList();
        var scopes = await db.ServiceRoles.Where(role => roleIds.Contains(role.Id)).Select(role => role.Scope).ToListAsync(cancellation);
        return string.Join(' ', scopes.Select(scope => scope.Value).Order(StringComparer.Ordinal));
    }
}
