using AdminPortal.Domain.ApiClients.Rules.Jwks;
using AdminPortal.Domain.ApiClients.Rules.PublicKeys;
using AdminPortal.Domain.ApiClients.Rules.Secrets;

namespace AdminPortal.Domain.ApiClients.Rules;

// This room owns the API clients: what administrators say about a client, how the client authenticates, and which roles it holds. It
// protects two promises: a client ID means one client for ever, and a stored client is a valid one. It must never store a plaintext secret,
// and it knows nothing of tokens or pages.

/// <summary>
/// An application that may request access tokens. Every change raises <see cref="Version"/> (optimistic concurrency), so that a stale
/// change by a second administrator is detected. A change that token decisions depend on also raises <see cref="AccessVersion"/>, and one
/// that takes rights away at once raises <see cref="TokenGeneration"/>.
/// </summary>
public sealed class ApiClient
{
    private const int SearchKeyMaxLength = ClientId.Length + ApiClientName.MaxLength + ApiClientDescription.MaxLength + 2;

    private ApiClient(ClientId id, ApiClientName name, ApiClientDescription description, DateTimeOffset createdAt, string createdBy)
    {
        Id = id;
        Name = name;
        Description = description;
        CreatedAt = UpdatedAt = createdAt;
        CreatedBy = UpdatedBy = createdBy;
    }

    public ClientId Id { get; }

    public ApiClientName Name { get; private set; }

    /// <summary>Unique among the clients that are not deleted.</summary>
    public string NameKey { get; private set; } = "";

    public ApiClientDescription Description { get; private set; }

    /// <summary>Client ID, name and description in the normalised form that a search compares.</summary>
    public string SearchKey { get; private set; } = "";

    public ClientStatus Status { get; private set; }

    public AccessTokenLifetime AccessTokenLifetime { get; private set; } = AccessTokenLifetime.Default;

    /// <summary>Tokens of an earlier generation are revoked (raised by disabling, deleting, revoking all).</summary>
    public int TokenGeneration { get; private set; }

    public int Version { get; private set; } = 1;

    /// <summary>
    /// Optimistic concurrency for tokens: a token is recorded only if this is still what the request read. A new name or description leaves
    /// it unchanged, so that no request is refused because of an edit.
    /// </summary>
    public int AccessVersion { get; private set; } = 1;

    public DateTimeOffset CreatedAt { get; }

    public string CreatedBy { get; }

    public DateTimeOffset UpdatedAt { get; private set; }

    public string UpdatedBy { get; private set; }

    /// <summary>A deleted client leaves a tombstone, so that its ID is never reused.</summary>
    public DateTimeOffset? DeletedAt { get; private set; }

    /// <summary>The soonest expiry of a credential; kept here so that a list can sort by it without reading the credentials.</summary>
    public DateTimeOffset? NextExpiry { get; private set; }

    /// <summary>Written by the token service, bypassing the aggregate.</summary>
    public DateTimeOffset? LastUsedAt { get; private set; }

    public string? LastUsedFrom { get; private set; }

    /// <summary>Where the client publishes its keys; null when it does not.</summary>
    public JwksUri? JwksUri { get; private set; }

    public ClientPublicKeys PublicKeys => new(StoredPublicKeys);

    public ClientSecrets Secrets => new(StoredSecrets);

    public ResourceGrants Grants => new(StoredGrants);

    internal List<ClientPublicKey> StoredPublicKeys { get; } = [];

    internal List<ClientSecret> StoredSecrets { get; } = [];

    internal List<ResourceGrant> StoredGrants { get; } = [];

    /// <summary>Append-only: earlier entries need not be loaded.</summary>
    internal List<EndedGeneration> StoredEndedGenerations { get; } = [];

    public static ApiClient Register(CheckedApiClientDetails details, CheckedRoles roles, string by, DateTimeOffset now)
    {
        var client = new ApiClient(ClientId.Generate(), details.Name, details.Description, now, by);
        client.Apply(details, roles);
        return client;
    }

    public void Change(CheckedApiClientDetails details, CheckedRoles roles, string by, DateTimeOffset now)
    {
        if (Status == ClientStatus.Active && details.Status == ClientStatus.Inactive)
        {
            EndGeneration(GenerationEnd.Disabled, by, now);
        }

        var (before, held) = ((Status, AccessTokenLifetime, JwksUri), Grants.ByService);
        Apply(details, roles);
        if (before != (Status, AccessTokenLifetime, JwksUri) || !held.ToHashSet().SetEquals(Grants.ByService))
        {
            AccessVersion++;
        }

        Touch(by, now);
    }

    public ClientSecret? AddSecret(HashedSecret secret, SecretValidity validity, string by, DateTimeOffset now)
    {
        // Each starts after the one before, even if the clock stands still or jumps back: "the most recent" is always well-defined.
        var start = Secrets.All is [.., var newest] && newest.CreatedAt >= now ? newest.CreatedAt.AddMilliseconds(1) : now;
        var displaced = Secrets.Add(ClientSecret.Start(secret, validity, by, start));
        TouchCredentials(by, now);
        return displaced;
    }

    public ClientSecret? RemoveSecret(Guid secretId, string by, DateTimeOffset now)
    {
        var removed = Secrets.Remove(secretId);
        if (removed is not null)
        {
            TouchCredentials(by, now);
        }

        return removed;
    }

    /// <summary>Why none of them was added; null when all were.</summary>
    public PortalError? AddPublicKeys(IReadOnlyList<NewPublicKey> keys, string by, DateTimeOffset now)
    {
        var refusal = PublicKeys.Refuses(keys);
        if (refusal is not null || keys.Count == 0)
        {
            return refusal;
        }

        foreach (var key in keys)
        {
            PublicKeys.Add(ClientPublicKey.Add(key, by, now));
        }

        TouchCredentials(by, now);
        return null;
    }

    public ClientPublicKey? RemovePublicKey(Guid keyId, string by, DateTimeOffset now)
    {
        var removed = PublicKeys.Remove(keyId);
        if (removed is not null)
        {
            TouchCredentials(by, now);
        }

        return removed;
    }

    public void Delete(string by, DateTimeOffset now)
    {
        DeletedAt = now;
        Status = ClientStatus.Inactive;
        AccessVersion++;
        EndGeneration(GenerationEnd.Deleted, by, now);
        Secrets.Clear();
        PublicKeys.Clear();
        JwksUri = null;
        NextExpiry = null;
        Grants.Replace(CheckedRoles.None);
        Touch(by, now);
    }

    /// <summary>Revokes every token that the client holds; it stays active and may request new ones.</summary>
    public void RevokeTokens(string by, DateTimeOffset now) => EndGeneration(GenerationEnd.RevokedAll, by, now);

    private void EndGeneration(GenerationEnd cause, string by, DateTimeOffset now)
    {
        StoredEndedGenerations.Add(new EndedGeneration(Id, TokenGeneration, cause, by, now));
        TokenGeneration++;
    }

    private void Apply(CheckedApiClientDetails details, CheckedRoles roles)
    {
        Name = details.Name;
        NameKey = Name.Key;
        Description = details.Description;
        SearchKey = UniqueName.KeyOf($"{Id.Value}\n{Name.Value}\n{Description.Value}", SearchKeyMaxLength);
        Status = details.Status;
        AccessTokenLifetime = details.AccessTokenLifetime;
        JwksUri = details.JwksUri;
        Grants.Replace(roles);
    }

    private void TouchCredentials(string by, DateTimeOffset now)
    {
        AccessVersion++;
        NextExpiry = new[] { Secrets.NextExpiry, PublicKeys.NextExpiry }.Min();
        Touch(by, now);
    }

    private void Touch(string by, DateTimeOffset now)
    {
        UpdatedAt = now;
        UpdatedBy = by;
        Version++;
    }
}
