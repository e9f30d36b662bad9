using System.Net;
using System.Security.Claims;
using AdminPortal.Domain.Administrators;
using AdminPortal.Domain.Administrators.Rules.Sessions;
using AdminPortal.Domain.Permissions.Rules;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace AdminPortal.Account.Sessions;

/// <summary>An administrator's session as claims: what the cookie carries encrypted, and what pages know about the person.</summary>
internal static class SessionPrincipal
{
    private const string SessionId = "portal:session";
    private const string SecurityStamp = "portal:stamp";
    private const string Address = "portal:address";

    /// <summary>
    /// The address is that of the current connection. It is added with each request and never stored in the cookie: a circuit then carries
    /// the address of its own connection.
    /// </summary>
    public static ClaimsPrincipal Of(Administrator administrator, AdministratorSession session, IPAddress? address = null)
    {
        List<Claim> claims =
        [
            new(ClaimTypes.NameIdentifier, administrator.Id),
            new(ClaimTypes.Name, administrator.UserName!),
            new(SessionId, session.Id),
            new(SecurityStamp, session.SecurityStamp),
            .. administrator.Roles.Select(role => new Claim(ClaimTypes.Role, role.Name)),
        ];
        if (TextOf(address) is { } text)
        {
            claims.Add(new(Address, text));
        }

        return new ClaimsPrincipal(new ClaimsIdentity(claims, CookieAuthenticationDefaults.AuthenticationScheme));
    }

    public static AdministratorSession? SessionOf(ClaimsPrincipal? user) =>
        user?.Identity?.IsAuthenticated is true
        && user.FindFirstValue(ClaimTypes.NameIdentifier) is { } id
        && user.FindFirstValue(SessionId) is { } session
        && user.FindFirstValue(SecurityStamp) is { } stamp
            ? new AdministratorSession(id, session, stamp)
            : null;

    public static string? AddressOf(ClaimsPrincipal user) => user.FindFirstValue(Address);

    public static Actor.SignedIn ActorOf(ClaimsPrincipal user) =>
        new(user.FindFirstValue(ClaimTypes.NameIdentifier)!, user.Identity!.Name!, AddressOf(user));

    public static string? TextOf(IPAddress? address) =>
        address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4().ToString() : address?.ToString();
}
