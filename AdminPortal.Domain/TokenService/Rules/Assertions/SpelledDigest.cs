namespace AdminPortal.Domain.TokenService.Rules.Assertions;

/// <summary>
/// A SHA-1 or SHA-256 in the notations that programs use to name a key: .NET's <c>X509SigningCredentials</c> in hexadecimal of either case,
/// openssl with colons, <c>x5t</c> in base64url.
/// </summary>
internal static class SpelledDigest
{
    /// <summary>In lower-case hexadecimal; null when the name is not such a digest.</summary>
    public static string? Of(string name)
    {
        var hex = name.Replace(":", "", StringComparison.Ordinal);
        return (hex.Length, name.Length) switch
        {
            (40 or 64, _) when hex.All(char.IsAsciiHexDigit) => hex.ToLowerInvariant(),
            (_, 27 or 43) when CanonicalBase64Url.Decode(name) is { } digest => Convert.ToHexStringLower(digest),
            _ => null,
        };
    }
}
