namespace AdminPortal.Domain.ApiClients.Rules.Jwks.Fetching;

/// <summary>
/// Why a JWKS URL gave no keys. For administrators and the log, in the sentences of <see cref="JwksFailureTexts"/>; token requests never
/// reveal it.
/// </summary>
public abstract record JwksFailure
{
    /// <summary>Maximum length of text from a stranger's server in a sentence.</summary>
    public const int MaxWordsLength = 120;

    private JwksFailure()
    {
    }

    public sealed record NameNotFound : JwksFailure;

    public sealed record ConnectionRefused : JwksFailure;

    /// <summary>No route to it, or the connection attempt was cut off.</summary>
    public sealed record Unreachable : JwksFailure;

    public sealed record Blocked(BlockedAddress Address) : JwksFailure;

    /// <summary>The URL is plain http, and its host is not, or no longer, allowed to use it.</summary>
    public sealed record PlainHttp : JwksFailure;

    /// <summary>The server's certificate was refused; what is wrong with it, and who issued it.</summary>
    public sealed record TlsUntrusted(string Reason, string Issuer) : JwksFailure;

    /// <summary>The TLS handshake failed for a reason other than the certificate.</summary>
    public sealed record TlsFailed : JwksFailure;

    public sealed record TimedOut(TimeSpan Limit) : JwksFailure;

    /// <summary>Redirects are not followed; the target is shown without its query, null when it cannot be read.</summary>
    public sealed record Redirected(int Status, string? Target) : JwksFailure;

    public sealed record BadStatus(int Status) : JwksFailure;

    public sealed record WrongContentType(string? MediaType) : JwksFailure;

    /// <summary>The response was compressed although that was not offered.</summary>
    public sealed record Compressed : JwksFailure;

    public sealed record TooLarge : JwksFailure;

    public sealed record NotJson : JwksFailure;

    /// <summary>JSON, but not a JWK set (RFC 7517 section 5).</summary>
    public sealed record NotAJwkSet(string Reason) : JwksFailure;

    /// <summary>The response was cut off, or is not HTTP.</summary>
    public sealed record Interrupted : JwksFailure;

    /// <summary>A fault of this server; the log has the details.</summary>
    public sealed record Broken : JwksFailure;
}
