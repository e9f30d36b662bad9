using AdminPortal.Domain.ApiClients.Rules;
using AdminPortal.Domain.ApiClients.Rules.Jwks;
using AdminPortal.Domain.TokenService.Rules.Authentication;

namespace AdminPortal.Domain.Storage.Seams;

/// <summary>What the token service needs of a client, as a snapshot of the store.</summary>
internal sealed record StoredClient(int AccessVersion, ClientStatus Status, int TokenGeneration, AccessTokenLifetime AccessTokenLifetime, JwksUri? JwksUri)
{
    public required SecretSnapshot[] Secrets { get; init; }

    public required List<(string ServiceId, string RoleId)> Roles { get; init; }

    /// <summary>In the order in which they were added.</summary>
    public required List<StoredKey> Keys { get; init; }
}

/// <summary>An uploaded key (DER) and the validity period of its certificate, if it has one.</summary>
internal sealed record StoredKey(Guid Id, byte[] SubjectPublicKeyInfo, (DateTimeOffset From, DateTimeOffset Until)? Validity)
{
    /// <summary>The thumbprints of its certificate, as far as they are known.</summary>
    public IReadOnlyList<string> Thumbprints { get; init; } = [];
}
