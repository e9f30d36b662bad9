using AdminPortal.Account.Sessions;
using AdminPortal.Domain.Administrators.Rules.Sessions;
using AdminPortal.Hosting.Settings;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace AdminPortal.Account.Cookies;

// This room owns the names and the scope of cookies. It protects them from other hosts, other sites and scripts. It must never let a
// request decide their scope.

/// <summary>
/// Names and scope of the portal's cookies. The issuer decides, never the request: behind a proxy the portal itself receives plain http,
/// and over plain http browsers drop a Secure cookie.
/// </summary>
internal sealed class PortalCookies(PortalOptions options)
{
    private const string Product = "AdminPortal";

    private readonly bool _secure = options.IssuerIsHttps;

    public string Session => Named(Product);

    public string Antiforgery => Named($"{Product}-Antiforgery");

    public string Browser => Named($"{Product}-Browser");

    public CookieOptions KeptFor(TimeSpan age) => new()
    {
        HttpOnly = true,
        IsEssential = true,
        MaxAge = age,
        Path = "/",
        SameSite = SameSiteMode.Strict,
        Secure = _secure,
    };

    public void ApplyTo(CookieAuthenticationOptions cookie)
    {
        // Lax: with Strict, a person following a link from a mail would have to sign in again.
        cookie.Cookie = Build(Session, SameSiteMode.Lax);
        cookie.ExpireTimeSpan = AdministratorSession.Lifetime;
        cookie.SlidingExpiration = false;
        cookie.LoginPath = SessionEvents.SignInPath;
        cookie.ReturnUrlParameter = SessionEvents.ReturnUrl;
        cookie.EventsType = typeof(SessionEvents);
    }

    public void ApplyTo(AntiforgeryOptions antiforgery)
    {
        antiforgery.Cookie = Build(Antiforgery, SameSiteMode.Strict);
        // The content policy forbids framing for every page, more strictly.
        antiforgery.SuppressXFrameOptionsHeader = true;
    }

    // __Host-: only this host can have set it, over https, for the whole site (RFC 6265bis §4.1.3.2).
    private string Named(string name) => _secure ? $"__Host-{name}" : name;

    private PortalCookie Build(string name, SameSiteMode sameSite) =>
        new(_secure) { Name = name, HttpOnly = true, IsEssential = true, Path = "/", SameSite = sameSite };

    /// <summary>Antiforgery refuses to work with "always secure" over plain http, which is what arrives behind a proxy.</summary>
    private sealed class PortalCookie(bool secure) : CookieBuilder
    {
        public override CookieOptions Build(HttpContext context, DateTimeOffset expiresFrom)
        {
            var built = base.Build(context, expiresFrom);
            built.Secure = secure;
            return built;
        }
    }
}
