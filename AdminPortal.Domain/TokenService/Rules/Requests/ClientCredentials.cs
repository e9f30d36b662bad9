using System.Diagnostics;
using System.Text;
using AdminPortal.Domain.TokenService.Rules.Assertions.Jose;

namespace AdminPortal.Domain.TokenService.Rules.Requests;

/// <summary>The authentication method of a request, in the words of RFC 7591 section 2 (<c>token_endpoint_auth_method</c>).</summary>
public static class PresentedMethod
{
    internal const string SecretBasic = "client_secret_basic";
    internal const string SecretPost = "client_secret_post";
    internal const string PrivateKeyJwt = "private_key_jwt";
    internal const string None = "none";
    internal const string Several = "several";

    /// <summary>Those by which a client can be authenticated, at each of the endpoints.</summary>
    public static IReadOnlyList<string> Accepted { get; } = [SecretBasic, SecretPost, PrivateKeyJwt];

    internal static string Of(int basicHeaders, FormParameters form) =>
        (basicHeaders, form[FormParameters.ClientSecret], form[FormParameters.ClientAssertion]) switch
        {
            (0, null, null) => None,
            (1, null, null) => SecretBasic,
            (0, not null, null) => SecretPost,
            (0, null, not null) => PrivateKeyJwt,
            _ => Several,
        };
}

/// <summary>
/// How a client identifies itself (RFC 6749 section 2.3), by exactly one method: HTTP Basic, <c>client_id</c> and <c>client_secret</c> in
/// the body, or a client assertion (RFC 7523 section 2.2). Two methods at once are refused, whether or not either is right.
/// </summary>
public abstract record ClientCredentials
{
    private const string Basic = "Basic ";
    private const string JwtBearer = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    private static readonly TokenError MalformedBasic =
        new(TokenErrorCode.InvalidClient, "the Authorization header holds no Basic credentials");

    private ClientCredentials()
    {
    }

    /// <summary>
    /// The client they claim to be; an assertion may be the only one to say so, and then only its subject is read. Null when none is named.
    /// </summary>
    public string? PresentedClientId => this switch
    {
        BySecret secret => secret.ClientId,
        ByAssertion assertion => assertion.ClientId ?? assertion.Assertion.ClaimedSubject,
        _ => throw new UnreachableException(),
    };

    /// <summary>By the method that <see cref="PresentedMethod.Of"/> found; all that the method means is there then.</summary>
    internal static TokenStep<ClientCredentials> Read(string method, IReadOnlyList<string> basic, FormParameters form) => method switch
    {
        PresentedMethod.Several => Malformed(
            basic.Count > 1 ? "The Authorization header is repeated." : "More than one method of client authentication is presented."),
        PresentedMethod.PrivateKeyJwt => ReadAssertion(form[FormParameters.ClientAssertion]!, form),
        _ when form[FormParameters.ClientAssertionType] is not null => Malformed("client_assertion_type requires client_assertion."),
        PresentedMethod.SecretBasic => ReadBasic(basic[0], form[FormParameters.ClientId]),
        PresentedMethod.SecretPost => form[FormParameters.ClientId] is { } clientId
            ? new BySecret(clientId, new PresentedSecret(form[FormParameters.ClientSecret]!))
            : Malformed("client_secret requires client_id."),
        _ => new TokenError(TokenErrorCode.InvalidClient, "no client authentication in the request"),
    };

    /// <summary>The client that one header of the scheme Basic names; null for one that is malformed.</summary>
    internal static string? ClientIdOf(string basic) => ReadBasic(basic, null) is { Error: null } read ? read.Value.PresentedClientId : null;

    // RFC 7521 section 4.2: the type says what the assertion is; client_id is optional, and must then be the assertion's subject.
    private static TokenStep<ClientCredentials> ReadAssertion(string assertion, FormParameters form) =>
        form[FormParameters.ClientAssertionType] switch
        {
            null => Malformed("client_assertion requires client_assertion_type."),
            not JwtBearer => new TokenError(TokenErrorCode.InvalidClient, $"client_assertion_type is not {JwtBearer}"),
            _ when assertion.Length > CompactJws.MaxLength => Malformed($"client_assertion is longer than {CompactJws.MaxLength} characters."),
            _ => new ByAssertion(form[FormParameters.ClientId], new PresentedAssertion(assertion)),
        };

    // "Basic " and base64 of id ":" secret, each form-encoded first (section 2.3.1), so that a colon within the ID arrives as %3A.
    private static TokenStep<ClientCredentials> ReadBasic(string header, string? clientIdInBody)
    {
        if (header.Length < Basic.Length || DecodeBase64(header[Basic.Length..].Trim(' ')) is not { } pair)
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
            ? new BySecret(clientId, new PresentedSecret(secret))
            : Malformed("client_id in the body differs from the one in the Authorization header.");
    }

    private static byte[]? DecodeBase64(string text)
    {
        var bytes = new byte[Encoding.UTF8.GetByteCount(text)];
        return Convert.TryFromBase64String(text, bytes, out var length) ? bytes[..length] : null;
    }

    private static TokenError Malformed(string sentence) => new(TokenErrorCode.InvalidRequest, sentence);

    public sealed record BySecret(string ClientId, PresentedSecret Secret) : ClientCredentials;

    public sealed record ByAssertion(string? ClientId, PresentedAssertion Assertion) : ClientCredentials;
}
