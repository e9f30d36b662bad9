using System.Globalization;
using AdminPortal.Domain.ApiClients.PublicKeys;
using AdminPortal.Domain.ApiClients.Rules;
using AdminPortal.Domain.ApiClients.Rules.Secrets;

namespace AdminPortal.Domain.ApiClients;

/// <summary>A client as a page shows it. Its secrets come without their digests.</summary>
public sealed record ApiClientView
{
    public required ClientId Id { get; init; }

    public required int Version { get; init; }

    /// <summary>The values as the form holds them.</summary>
    public required ApiClientDetails Details { get; init; }

    public required IReadOnlyList<PublicKeyView> PublicKeys { get; init; }

    public required IReadOnlyList<SecretView> Secrets { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required string CreatedBy { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    public required string UpdatedBy { get; init; }

    public required DateTimeOffset? LastUsedAt { get; init; }

    public required string? LastUsedFrom { get; init; }

    internal static ApiClientView Of(ApiClient client) => new()
    {
        Id = client.Id,
        Version = client.Version,
        Details = new ApiClientDetails
        {
            Name = client.Name.Value,
            Description = client.Description.Value,
            IsActive = client.Status == ClientStatus.Active,
            AccessTokenLifetime = client.AccessTokenLifetime.Minutes.ToString(CultureInfo.InvariantCulture),
            JwksUri = client.JwksUri?.Value ?? "",
            Roles = client.Grants.ByService,
        },
        PublicKeys = [.. client.PublicKeys.All.Select(PublicKeyView.Of)],
        Secrets = [.. client.Secrets.All.Select(SecretView.Of)],
        CreatedAt = client.CreatedAt,
        CreatedBy = client.CreatedBy,
        UpdatedAt = client.UpdatedAt,
        UpdatedBy = client.UpdatedBy,
        LastUsedAt = client.LastUsedAt,
        LastUsedFrom = client.LastUsedFrom,
    };
}

/// <summary>What may be shown of a stored secret.</summary>
public sealed record SecretView(
    Guid Id, string Hint, DateTimeOffset CreatedAt, string CreatedBy, DateTimeOffset ExpiresAt, DateTimeOffset? LastUsedAt, string? LastUsedFrom)
{
    internal static SecretView Of(ClientSecret secret) =>
        new(secret.Id, secret.Hint, secret.CreatedAt, secret.CreatedBy, secret.ExpiresAt, secret.LastUsedAt, secret.LastUsedFrom);
}
