using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;

namespace AdminPortal.Account.Cookies;

/// <summary>
/// Remembers, in the browser and sealed, which administrators have signed in with it. It opens nothing: it only keeps them from
/// being locked out by somebody else's failures (OWASP, "device cookies").
/// </summary>
internal sealed class KnownBrowser(IDataProtectionProvider protection, PortalCookies cookies)
{
    private const int MostNames = 8;
    private const char Separator = ' ';

    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(365);

    private readonly ITimeLimitedDataProtector _protector =
        protection.CreateProtector("AdminPortal.KnownBrowser").ToTimeLimitedDataProtector();

    /// <summary>IDs of administrators, the latest first.</summary>
    public IReadOnlyList<string> Read(HttpContext context)
    {
        if (context.Request.Cookies[cookies.Browser] is not { } sealedIds)
        {
            return [];
        }

        try
        {
            return _protector.Unprotect(sealedIds).Split(Separator);
        }
        catch (CryptographicException)
        {
            // Forged, or a year old, or sealed by keys that are gone: a browser like any other.
            return [];
        }
    }

    /// <summary>The digest of the cookie: a copy of it is the same browser, another browser of the same administrator is not.</summary>
    public string NameOf(HttpContext context) =>
        Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(context.Request.Cookies[cookies.Browser] ?? "")));

    public void Remember(HttpContext context, string administratorId)
    {
        var ids = Read(context).Prepend(administratorId).Distinct(StringComparer.Ordinal).Take(MostNames);
        context.Response.Cookies.Append(
            cookies.Browser, _protector.Protect(string.Join(Separator, ids), Lifetime), cookies.KeptFor(Lifetime));
    }
}
