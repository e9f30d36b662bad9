using AdminPortal.Domain.ApiClients.Rules;
using AdminPortal.Domain.Storage;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Domain.ApiClients;

/// <summary>Checks the roles chosen for a client against the catalogue.</summary>
internal static class ChosenRoles
{
    /// <summary>Role IDs by service ID as somebody chose them; refused when one is unknown, or is another service's.</summary>
    public static async Task<Result<CheckedRoles>> FindAsync(
        IReadOnlyDictionary<string, string> roles, PortalDbContext db, CancellationToken cancellation)
    {
        var roleIds = roles.Values.ToList();
        var known = await db.ServiceRoles
            .Where(role => roleIds.Contains(role.Id))
            .ToDictionaryAsync(role => role.Id, role => role.ServiceId, cancellation);
        return roles.All(chosen => known.GetValueOrDefault(chosen.Value) == chosen.Key)
            ? new CheckedRoles(roles)
            : ApiClientErrors.RoleUnknown;
    }

    /// <summary>Scopes by service name, for people to read: <c>ZIA: zia.api-role01</c>.</summary>
    public static async Task<string> DescribeAsync(IReadOnlyDictionary<string, string> roles, PortalDbContext db, CancellationToken cancellation)
    {
        var roleIds = roles.Values.ToList();
        var scopes = await db.ServiceRoles.Where(role => roleIds.Contains(role.Id)).Select(role => role.Scope).ToListAsync(cancellation);
        return string.Join(' ', scopes.Select(scope => scope.Value).Order(StringComparer.Ordinal));
    }
}
