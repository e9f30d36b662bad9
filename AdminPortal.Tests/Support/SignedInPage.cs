using System.Net;
using System.Security.Claims;
using AdminPortal.Account;
using AdminPortal.Account.Sessions;
using AdminPortal.Domain.Administrators.Sessions;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.DependencyInjection;

namespace AdminPortal.Tests.Support;

/// <summary>For pages whose session matters: the person at the page is one who really signed in, as the store has it at that moment.</summary>
internal static class SignedInPage
{
    public const string Address = "192.0.2.30";

    public static void SignIn(this PageHost page, SignInOutcome.SignedIn who)
    {
        page.Services.AddSingleton(page.Domain.Get<CheckSession>());
        page.Services.AddSingleton<AuthenticationStateProvider>(
            new FixedState(SessionPrincipal.Of(who.Administrator, who.Session, IPAddress.Parse(Address))));
        page.Services.AddScoped<CurrentActor, SessionActor>();
    }

    private sealed class FixedState(ClaimsPrincipal user) : AuthenticationStateProvider
    {
        public override Task<AuthenticationState> GetAuthenticationStateAsync() => Task.FromResult(new AuthenticationState(user));
    }
}
