using AdminPortal.Domain.ApiClients.Rules.Jwks;

namespace AdminPortal.Domain.ApiClients.Rules;

/// <summary>
/// What an administrator says of a client, in values: the client itself takes nothing else. No JWKS URL when it publishes no keys.
/// </summary>
public sealed record CheckedApiClientDetails(
    ApiClientName Name, ApiClientDescription Description, ClientStatus Status, AccessTokenLifetime AccessTokenLifetime, JwksUri? JwksUri);

/// <summary>The roles chosen for a client: at most one per service, each of them in the catalogue.</summary>
public sealed class CheckedRoles
{
    internal CheckedRoles(IReadOnlyDictionary<string, string> byService) => ByService = byService;

    public static CheckedRoles None { get; } = new(new Dictionary<string, string>(StringComparer.Ordinal));

    /// <summary>The role's ID by service ID; a service without access is absent.</summary>
    public IReadOnlyDictionary<string, string> ByService { get; }
}
