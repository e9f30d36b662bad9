using System.Text;

namespace AdminPortal.Domain.TokenService.Requests;

/// <summary>
/// The one way in which a client says who it is (RFC 6749 section 2.3): HTTP Basic, or <c>client_id</c> and <c>client_secret</c> in
/// the body. Two ways at once are refused, whether or not either is right.
/// </summary>
public sealed record ClientCredentials(string ClientId, PresentedSecret Secret)
{
    private const string Basic = "Basic ";

    private static readonly TokenError MalformedBasic =
        new(TokenErrorCode.InvalidClient, "the Authorization header holds no Basic credentials");

    internal static TokenStep<ClientCredentials> Read(IReadOnlyList<string> authorization, FormParameters form)
    {
        var secret = form[FormParameters.ClientSecret];
        var assertion = form[FormParameters.ClientAssertion];
        return (authorization.Count, secret, assertion) switch
        {
            ( > 1, _, _) => Malformed("The Authorization header is repeated."),
            (1, null, null) => ReadBasic(authorization[0], form[FormParameters.ClientId]),
            (0, { } posted, null) => form[FormParameters.ClientId] is { } clientId
                ? new ClientCredentials(clientId, new PresentedSecret(posted))
                : Malformed("client_secret needs client_id beside it."),
            (0, null, null) => new TokenError(TokenErrorCode.InvalidClient, "no client authentication in the request"),
            (0, null, _) => new TokenError(TokenErrorCode.InvalidClient, "a client_assertion, a method that no client holds"),
            _ => Malformed("More than one method of client authentication is presented."),
        };
    }

    // "Basic " and base64 of id ":" secret, each form-encoded first (section 2.3.1), so that a colon within the ID arrives as %3A.
    private static TokenStep<ClientCredentials> ReadBasic(string header, string? clientIdInBody)
    {
        if (!header.StartsWith(Basic, StringComparison.OrdinalIgnoreCase) || DecodeBase64(header[Basic.Length..].Trim(' ')) is not { } pair)
        {
            return MalformedBasic;
        }

        var colon = Array.IndexOf(pair, (byte)':');
        if (colon <= 0
            || FormEncoding.Decode(pair.AsSpan(0, colon)) is not { } clientId
            || FormEncoding.Decode(pair.AsSpan(colon + 1)) is not { } secret)
        {
            return MalformedBasic;
        }

        return clientIdInBody is null || clientIdInBody == clientId
            ? new ClientCredentials(clientId, new PresentedSecret(secret))
            : Malformed("client_id in the body is another one than in the Authorization header.");
    }

    private static byte[]? DecodeBase64(string text)
    {
        var bytes = new byte[Encoding.UTF8.GetByteCount(text)];
        return Convert.TryFromBase64String(text, bytes, out var length) ? bytes[..length] : null;
    }

    private static TokenError Malformed(string sentence) => new(TokenErrorCode.InvalidRequest, sentence);
}
