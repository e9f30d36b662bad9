using AdminPortal.Account.Cookies;
using AdminPortal.Account.FirstRun;
using AdminPortal.Account.OpenPages;
using AdminPortal.Account.Sessions;
using AdminPortal.Account.SignIn;
using AdminPortal.Shell;
using AdminPortal.Shell.Navigation;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.SignalR;

namespace AdminPortal.Account;

// This room owns how people get in and out: the first administrator, signing in and out, and who is at an open page. It protects every page
// that does not opt out. It must never decide what an administrator may do: the gate does.

/// <summary>Adds and maps the account room.</summary>
public static class AccountRoom
{
    public static void AddAccount(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<PortalCookies>();
        builder.Services.AddSingleton<KnownBrowser>();
        builder.Services.AddSingleton<SetupLink>();
        builder.Services.AddSingleton<SetUpPortal>();
        builder.Services.AddScoped<SessionEvents>();
        builder.Services.AddSingleton<SessionPages>();
        builder.Services.AddSingleton<EndCircuit>();
        builder.Services.AddSingleton<PageHubFilter>();
        builder.Services.Configure<HubOptions>(hub => hub.AddFilter<PageHubFilter>());
        builder.Services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie();
        builder.Services.AddOptions<CookieAuthenticationOptions>(CookieAuthenticationDefaults.AuthenticationScheme)
            .Configure<PortalCookies>((cookie, cookies) => cookies.ApplyTo(cookie));
        builder.Services.AddOptions<AntiforgeryOptions>().Configure<PortalCookies>((antiforgery, cookies) => cookies.ApplyTo(antiforgery));
        builder.Services.AddAuthorizationBuilder()
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        builder.Services.AddScoped<AuthenticationStateProvider, RevalidatingAdministratorState>();
        builder.Services.AddScoped<CurrentActor, SessionActor>();
        builder.Services.AddScoped<PasswordProof>();
        builder.Services.AddSingleton(new FramePart(typeof(IdleWatch)));
        builder.Services.AddSingleton(new FramePart(typeof(ConfirmPasswordDialog)));
        builder.Services.AddScoped<IPageAccess, PermittedNavigation>();
    }

    /// <summary>After the shell's error pages, before anything that authenticates.</summary>
    public static void UseAccount(this WebApplication app)
    {
        app.UseMiddleware<FirstRunGate>();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseMiddleware<FullSession>();
        app.UseAntiforgery();
        app.UseMiddleware<OutdatedForms>();
    }

    public static void MapAccount(this WebApplication app) => app.MapSignOut();
}
