using System.Security.Claims;

namespace AdminPortal.Shell.Navigation;

/// <summary>Which pages the navigation shows a person. It only hides: every page still asks the gate itself.</summary>
public interface IPageAccess
{
    ValueTask<bool> MaySeeAsync(ClaimsPrincipal user, string moduleName);
}
