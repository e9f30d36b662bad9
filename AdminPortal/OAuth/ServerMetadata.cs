using AdminPortal.Domain.SigningKeys;
using AdminPortal.Domain.TokenService.Assertions;

namespace AdminPortal.OAuth;

/// <summary>RFC 8414 section 2: what works here, and nothing that does not. The document has its members in this order.</summary>
internal sealed class ServerMetadata(string issuer)
{
    // The same at all three endpoints.
    private static readonly string[] AuthenticationMethods = ["client_secret_basic", "client_secret_post", "private_key_jwt"];

    public string Issuer { get; } = issuer;

    public string TokenEndpoint { get; } = issuer + OAuthEndpoints.Token;

    public string JwksUri { get; } = issuer + OAuthEndpoints.Keys;

    public IReadOnlyList<string> ResponseTypesSupported { get; } = [];

    public IReadOnlyList<string> GrantTypesSupported { get; } = ["client_credentials"];

    public IReadOnlyList<string> TokenEndpointAuthMethodsSupported { get; } = AuthenticationMethods;

    public IReadOnlyList<string> TokenEndpointAuthSigningAlgValuesSupported { get; } = AssertionAlgorithms.Accepted;

    public string IntrospectionEndpoint { get; } = issuer + OAuthEndpoints.Introspection;

    public IReadOnlyList<string> IntrospectionEndpointAuthMethodsSupported { get; } = AuthenticationMethods;

    public IReadOnlyList<string> IntrospectionEndpointAuthSigningAlgValuesSupported { get; } = AssertionAlgorithms.Accepted;

    public string RevocationEndpoint { get; } = issuer + OAuthEndpoints.Revocation;

    public IReadOnlyList<string> RevocationEndpointAuthMethodsSupported { get; } = AuthenticationMethods;

    public IReadOnlyList<string> RevocationEndpointAuthSigningAlgValuesSupported { get; } = AssertionAlgorithms.Accepted;

    /// <summary>This and the next stand only where OpenID Connect's clients look.</summary>
    public IReadOnlyList<string>? SubjectTypesSupported { get; private init; }

    public IReadOnlyList<string>? IdTokenSigningAlgValuesSupported { get; private init; }

    /// <summary>
    /// The same with what OpenID Connect Discovery section 3 requires beyond it, for readers that do not start without: a client is one
    /// <c>sub</c> to everybody, and what this server signs is signed by these algorithms. There is no <c>authorization_endpoint</c> to name, for
    /// nobody signs in here.
    /// </summary>
    public static ServerMetadata ForOpenId(string issuer) =>
        new(issuer) { SubjectTypesSupported = ["public"], IdTokenSigningAlgValuesSupported = SigningAlgorithms.All };
}
