using System.Security.Cryptography;

namespace AdminPortal.Hosting.Headers;

/// <summary>
/// The word that lets one inline script of ours run (the import map) and none of anyone else's. Made when a page first asks
/// for it, so that responses without a script carry none.
/// </summary>
public static class CspNonceExtensions
{
    private const int Bytes = 16;

    private static readonly object Key = new();

    public static string CspNonce(this HttpContext context)
    {
        if (context.MadeNonce() is { } nonce)
        {
            return nonce;
        }

        nonce = Convert.ToBase64String(RandomNumberGenerator.GetBytes(Bytes));
        context.Items[Key] = nonce;
        return nonce;
    }

    internal static string? MadeNonce(this HttpContext context) => context.Items.TryGetValue(Key, out var nonce) ? nonce as string : null;
}
