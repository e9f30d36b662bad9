using System.Security.Claims;

namespace AdminPortal.Shell.Navigation;

/// <summary>Says which pages a person is shown in the navigation. It only hides: every page still asks the gate itself.</summary>
public interface IPageAccess
{
    ValueTask<bool> MaySeeAsync(ClaimsPrincipal user, string moduleName);
}
