using AdminPortal.Domain.AccessTokens.Rules;

namespace AdminPortal.Domain.AccessTokens.Listing;

/// <summary>One page of the list. There is no total: there may be millions.</summary>
/// <param name="Rows">At most the page size, newest first.</param>
/// <param name="Clients">The clients that the list was narrowed to; null when it shows those of all clients.</param>
/// <param name="HasMoreClients">More clients match than are searched at once.</param>
/// <param name="HasNewer">There is a page before this one.</param>
/// <param name="HasOlder">There is a page after this one.</param>
public sealed record TokenPage(
    IReadOnlyList<ListedToken> Rows, IReadOnlyList<TokenClient>? Clients, bool HasMoreClients, bool HasNewer, bool HasOlder)
{
    /// <summary>The only client whose tokens these are; null for several.</summary>
    public TokenClient? OnlyClient => Clients is [var one] ? one : null;
}

/// <summary>A client whose tokens are shown. A deleted client keeps its name here.</summary>
public sealed record TokenClient(ClientId Id, string Name, bool IsDeleted);

/// <summary>A token as a row of the list: without a name when its client is unknown, with the reason if it was revoked.</summary>
public sealed record ListedToken(
    Guid JwtId,
    ClientId ClientId,
    string? ClientName,
    bool ClientIsDeleted,
    DateTimeOffset IssuedAt,
    TokenLife Life)
{
    public DateTimeOffset ExpiresAt => Life.ExpiresAt;

    /// <summary>The revocation that ended it before its time, if one did.</summary>
    public TokenEnding? Ending => Life.EndedEarlyBy;

    /// <summary>The scopes that it carries, separated by spaces (RFC 6749 section 3.3).</summary>
    public required string Scope { get; init; }

    /// <summary>The credential that the client authenticated with, in words.</summary>
    public required string ProvedBy { get; init; }

    /// <summary>The address that requested it.</summary>
    public required string? SourceAddress { get; init; }

    internal static ListedToken Of(TokenDossier record, CredentialWords credentials) => new(
        record.Token.JwtId,
        record.Token.ClientId,
        record.Client?.Name.Value,
        record.Client is null or { DeletedAt: not null },
        record.Token.IssuedAt,
        record.Life)
    {
        Scope = record.Content.Scope,
        ProvedBy = credentials.Of(record.Token),
        SourceAddress = record.Token.SourceAddress,
    };
}
