using AdminPortal.Domain.ApiClients.Rules.PublicKeys;
using AdminPortal.Domain.SigningKeys.Rules;
using AdminPortal.Domain.TokenService.Rules.Requests;
using AdminPortal.Hosting;

namespace AdminPortal.OAuth;

/// <summary>RFC 8414 section 2: what works here, and nothing that does not. The document has its members in this order.</summary>
internal sealed class ServerMetadata(string issuer)
{
    public string Issuer { get; } = issuer;

    public string TokenEndpoint { get; } = issuer + OAuthPaths.Token;

    public string JwksUri { get; } = issuer + OAuthPaths.Keys;

    public IReadOnlyList<string> ResponseTypesSupported { get; } = [];

    public IReadOnlyList<string> GrantTypesSupported { get; } = [TokenRequest.ClientCredentialsGrant];

    public IReadOnlyList<string> TokenEndpointAuthMethodsSupported { get; } = PresentedMethod.Accepted;

    public IReadOnlyList<string> TokenEndpointAuthSigningAlgValuesSupported { get; } = SignatureAlgorithms.Accepted;

    public string IntrospectionEndpoint { get; } = issuer + OAuthPaths.Introspection;

    public IReadOnlyList<string> IntrospectionEndpointAuthMethodsSupported { get; } = PresentedMethod.Accepted;

    public IReadOnlyList<string> IntrospectionEndpointAuthSigningAlgValuesSupported { get; } = SignatureAlgorithms.Accepted;

    public string RevocationEndpoint { get; } = issuer + OAuthPaths.Revocation;

    public IReadOnlyList<string> RevocationEndpointAuthMethodsSupported { get; } = PresentedMethod.Accepted;

    public IReadOnlyList<string> RevocationEndpointAuthSigningAlgValuesSupported { get; } = SignatureAlgorithms.Accepted;

    /// <summary>This and the next stand only where OpenID Connect's clients look.</summary>
    public IReadOnlyList<string>? SubjectTypesSupported { get; private init; }

    public IReadOnlyList<string>? IdTokenSigningAlgValuesSupported { get; private init; }

    /// <summary>
    /// The same with what OpenID Connect Discovery section 3 requires in addition, for clients that do not start without it: a client has
    /// the same <c>sub</c> for everyone, and these algorithms sign what this server signs. There is no <c>authorization_endpoint</c>,
    /// because no user signs in here.
    /// </summary>
    public static ServerMetadata ForOpenId(string issuer) =>
        new(issuer) { SubjectTypesSupported = ["public"], IdTokenSigningAlgValuesSupported = SigningAlgorithms.All };
}
