using AdminPortal.Domain.ApiClients.Rules;
using AdminPortal.Domain.ApiClients.Rules.Jwks;
using AdminPortal.Domain.ApiResources.Rules;
using AdminPortal.Domain.TokenService.Rules.Assertions;

namespace AdminPortal.Domain.TokenService.Rules.Authentication;

/// <summary>A client as it was in the store at one moment: what is needed to authenticate it and to decide what it gets.</summary>
public sealed record ClientSnapshot(
    ClientId Id,
    int AccessVersion,
    ClientStatus Status,
    int TokenGeneration,
    AccessTokenLifetime AccessTokenLifetime,
    IReadOnlyList<SecretSnapshot> Secrets,
    HeldRoles Held)
{
    /// <summary>Where it publishes keys, if it does.</summary>
    public JwksUri? JwksUri { get; init; }

    /// <summary>The public keys that were uploaded for it.</summary>
    public IReadOnlyList<AssertionKey> Keys => KeysWhenAsked.Value;

    internal static Lazy<IReadOnlyList<AssertionKey>> NoKeys { get; } = new([]);

    internal Lazy<IReadOnlyList<AssertionKey>> KeysWhenAsked { private get; init; } = NoKeys;
}

/// <summary>A stored secret of a client.</summary>
public sealed record SecretSnapshot(Guid Id, byte[] Digest, string Hint, DateTimeOffset ExpiresAt)
{
    /// <summary>The end itself no longer belongs to its life.</summary>
    public bool HasExpiredAt(DateTimeOffset now) => ExpiresAt <= now;

    public override string ToString() => nameof(SecretSnapshot);
}

/// <summary>A role that a client holds, with everything that a token states about it.</summary>
public sealed record GrantedRole(string Audience, Scope Scope, string ServiceName, string RoleName, string OrganisationName);
