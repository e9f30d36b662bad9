using System.Security.Claims;
using AdminPortal.Account;
using AdminPortal.Account.Sessions;
using AdminPortal.Domain.Administrators;
using AdminPortal.Domain.Administrators.Rules.Sessions;
using AdminPortal.Domain.Permissions.Rules;
using AdminPortal.Shell.Navigation;
using AdminPortal.Tests.Support;

namespace AdminPortal.Tests.Account;

/// <summary>The navigation of the program itself: it shows nothing to whoever may see nothing.</summary>
public sealed class PermittedNavigationTests
{
    [Fact]
    public async Task Everybody_is_shown_the_pages_whose_module_they_may_view_and_no_others()
    {
        await using var host = await DomainHost.StartAsync();

        Assert.Equal(["API Clients", "API Resources", "Tokens", "Signing Keys"], await ShownAsync(host, PrincipalOf(host.Auditor)));
        Assert.Empty(await ShownAsync(host, PrincipalOf(host.Nobody)));
        Assert.Empty(await ShownAsync(host, PrincipalOf(new Actor.SignedIn("no-longer-there", "gone", null))));
        Assert.Empty(await ShownAsync(host, new ClaimsPrincipal(new ClaimsIdentity())));
    }

    private static async Task<List<string>> ShownAsync(DomainHost host, ClaimsPrincipal user)
    {
        var access = new PermittedNavigation(host.Get<GetPermissions>());
        var shown = new List<string>();
        foreach (var page in SiteMap.Pages.Where(page => page.Module is not null))
        {
            if (await access.MaySeeAsync(user, page.Module!))
            {
                shown.Add(page.Title);
            }
        }

        return shown;
    }

    private static ClaimsPrincipal PrincipalOf(Actor actor) => actor is Actor.SignedIn signedIn
        ? SessionPrincipal.Of(
            new Administrator { Id = signedIn.AdministratorId, UserName = signedIn.UserName },
            new AdministratorSession(signedIn.AdministratorId, "session", "stamp"))
        : throw new ArgumentException("Somebody at a page is signed in.", nameof(actor));
}
