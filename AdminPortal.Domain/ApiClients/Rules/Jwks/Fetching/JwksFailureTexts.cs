namespace AdminPortal.Domain.ApiClients.Rules.Jwks.Fetching;

/// <summary>
/// Why keys could not be fetched, and the fix, in sentences for the administrator. They contain nothing of the response body.
/// </summary>
public static class JwksFailureTexts
{
    public static string Sentence(this JwksFailure failure, JwksUri uri) => failure switch
    {
        JwksFailure.NameNotFound => $"{uri.Host} was not found. Check its spelling, and that this server can resolve the name",
        JwksFailure.ConnectionRefused =>
            $"{uri.Host} refused the connection on port {uri.Port}. Check the port, and that the key server is running",
        JwksFailure.Unreachable => $"{uri.Host} cannot be reached on port {uri.Port}. Check the network and firewalls between it and this server",
        JwksFailure.Blocked blocked => Blocked(blocked.Address),
        JwksFailure.PlainHttp => $"{uri.Host} is not allowed to publish keys by plain http. Use https://, "
            + $"or ask the operator of this portal to allow the host in the setting {JwksFetchOptions.Setting}",
        JwksFailure.TlsUntrusted tls => $"The certificate of {uri.Host} is not trusted: {tls.Reason}. It was issued by {tls.Issuer}. "
            + "Renew it, or let this server's operating system trust its issuer",
        JwksFailure.TlsFailed => $"No secure connection to {uri.Host} on port {uri.Port} could be established. Check that it supports TLS 1.2 or later there",
        JwksFailure.TimedOut timedOut =>
            $"{uri.Host} did not answer in full within {timedOut.Limit.TotalSeconds:0.#} seconds. Check that it is up, and try again",
        JwksFailure.Redirected { Target: { } target } redirected =>
            $"{uri.Host} answered {redirected.Status} and pointed to {target}. Redirects are not followed: enter the final URL",
        JwksFailure.Redirected redirected => $"{uri.Host} answered {redirected.Status}. Redirects are not followed: enter the final URL",
        JwksFailure.BadStatus { Status: >= 500 } bad =>
            $"{uri.Host} answered {bad.Status}: the key server has a fault. Try again when it is repaired",
        JwksFailure.BadStatus bad =>
            $"{uri.Host} answered {bad.Status} instead of 200. Check the path, and that the keys can be read without signing in",
        JwksFailure.WrongContentType { MediaType: { } mediaType } => $"{uri.Host} answered with {mediaType}. {SendJson}",
        JwksFailure.WrongContentType => $"{uri.Host} did not state the content type of its answer. {SendJson}",
        JwksFailure.Compressed => $"{uri.Host} answered in compressed form though it was asked not to. Publish the keys uncompressed",
        JwksFailure.TooLarge => $"{uri.Host} answered with more than {JwksFetchOptions.MaxBytes / 1024} KB. Publish the keys of this client only",
        JwksFailure.NotJson => $"{uri.Host} answered with something that is not JSON. Check that the URL is that of the key set itself",
        JwksFailure.NotAJwkSet set => $"{uri.Host} answered with JSON that cannot be used. {set.Reason}",
        JwksFailure.Interrupted => $"{uri.Host} broke off its answer, or does not speak HTTP on port {uri.Port}. Check the port, and try again",
        JwksFailure.Broken => $"{uri.Host} could not be contacted because of a fault in this server; see its log. Try again",
        _ => throw new ArgumentOutOfRangeException(nameof(failure)),
    };

    public static string Blocked(BlockedAddress blocked)
    {
        var what = blocked.Address.Equals(blocked.Host, StringComparison.OrdinalIgnoreCase)
            ? $"{blocked.Address} is {blocked.Kind}"
            : $"{blocked.Host} resolves to {blocked.Address}, {blocked.Kind}";
        return blocked.CanBeAllowed
            ? $"{what}. The operator of this portal can allow the host in the setting {JwksFetchOptions.Setting}"
            : $"{what}, which is never contacted. Publish the keys at another address";
    }

    private const string SendJson = "Set its content type to application/jwk-set+json or application/json";
}
