using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace AdminPortal.Account.Cookies;

/// <summary>What a browser remembers: its random ID, and the IDs of administrators, the latest first.</summary>
internal sealed record RememberedBrowser(string Id, IReadOnlyList<string> Administrators)
{
    public static RememberedBrowser Unknown { get; } = new("", []);
}

/// <summary>
/// Device cookie: remembers, encrypted in the browser, which administrators have signed in with it. It grants nothing: it only keeps them
/// from being locked out by someone else's failures (OWASP, "device cookies"). A browser is identified by the encrypted ID, never by the
/// cookie's text, which can be encoded in many ways.
/// </summary>
internal sealed class KnownBrowser(IDataProtectionProvider protection, PortalCookies cookies)
{
    private const int MostNames = 8;
    private const int IdBytes = 16;
    private const char Separator = ' ';

    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(365);

    // The purpose has a version because the content has changed: an older cookie, without an ID, counts as unknown.
    private readonly ITimeLimitedDataProtector _protector =
        protection.CreateProtector("AdminPortal.KnownBrowser", "2").ToTimeLimitedDataProtector();

    public RememberedBrowser Read(HttpContext context)
    {
        if (context.Request.Cookies[cookies.Browser] is not { } sealedIds)
        {
            return RememberedBrowser.Unknown;
        }

        try
        {
            return _protector.Unprotect(sealedIds).Split(Separator) is [var id, .. var administrators]
                ? new RememberedBrowser(id, administrators)
                : RememberedBrowser.Unknown;
        }
        catch (CryptographicException)
        {
            // Forged, or a year old, or encrypted with keys that are gone: an unknown browser.
            return RememberedBrowser.Unknown;
        }
    }

    public void Remember(HttpContext context, string administratorId)
    {
        var known = Read(context);
        var id = known.Id.Length > 0 ? known.Id : Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(IdBytes));
        var administrators = known.Administrators.Prepend(administratorId).Distinct(StringComparer.Ordinal).Take(MostNames);
        context.Response.Cookies.Append(
            cookies.Browser, _protector.Protect(string.Join(Separator, administrators.Prepend(id)), Lifetime), cookies.KeptFor(Lifetime));
    }
}
