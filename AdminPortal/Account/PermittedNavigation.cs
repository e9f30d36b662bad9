using System.Security.Claims;
using AdminPortal.Account.Sessions;
using AdminPortal.Domain.Administrators;
using AdminPortal.Domain.Permissions.Rules;
using AdminPortal.Shell.Navigation;

namespace AdminPortal.Account;

/// <summary>Hides pages from the navigation that the person may not view.</summary>
internal sealed class PermittedNavigation(GetPermissions getPermissions) : IPageAccess
{
    public async ValueTask<bool> MaySeeAsync(ClaimsPrincipal user, string moduleName)
    {
        if (SessionPrincipal.SessionOf(user) is null)
        {
            return false;
        }

        var module = Enum.GetValues<PortalModule>().Single(candidate => candidate.Title() == moduleName);
        return (await getPermissions.ExecuteAsync(SessionPrincipal.ActorOf(user), CancellationToken.None)).MayView(module);
    }
}
