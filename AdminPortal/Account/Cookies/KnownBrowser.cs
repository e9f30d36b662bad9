using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace AdminPortal.Account.Cookies;

/// <summary>What a browser remembers: the random ID that it was given, and the IDs of administrators, the latest first.</summary>
internal sealed record RememberedBrowser(string Id, IReadOnlyList<string> Administrators)
{
    public static RememberedBrowser Unknown { get; } = new("", []);
}

/// <summary>
/// Remembers, in the browser and sealed, which administrators have signed in with it. It opens nothing: it only keeps them from
/// being locked out by somebody else's failures (OWASP, "device cookies"). A browser is told from others by the ID within the seal, never
/// by the cookie's text, which can be spelled in many ways.
/// </summary>
internal sealed class KnownBrowser(IDataProtectionProvider protection, PortalCookies cookies)
{
    private const int MostNames = 8;
    private const int IdBytes = 16;
    private const char Separator = ' ';

    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(365);

    // The purpose has a number because what is sealed has changed: an older cookie, which holds no ID, is that of a stranger.
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
            // Forged, or a year old, or sealed by keys that are gone: a browser like any other.
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
