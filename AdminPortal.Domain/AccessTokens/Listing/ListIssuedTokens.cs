using AdminPortal.Domain.AccessTokens.Rules;
using AdminPortal.Domain.Administrators;
using AdminPortal.Domain.Permissions.Rules;
using AdminPortal.Domain.Storage;
using AdminPortal.Domain.Storage.FindingTokens;
using AdminPortal.Domain.Storage.Seams;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Domain.AccessTokens.Listing;

// This room owns how recorded tokens are viewed: by page, by filter, one by one. It protects the store, which holds millions of them, from
// queries that read them all. It must never change one, nor show a signed token, which is not stored.

/// <summary>One page of the tokens on record, newest first.</summary>
public sealed class ListIssuedTokens(PortalStore store, ITokenSearch tokens, PermissionGate gate, TimeProvider clock)
{
    public async Task<Result<TokenPage>> ExecuteAsync(TokenQuery query, Actor actor, CancellationToken cancellation)
    {
        await using var db = await store.ReadAsync(cancellation);
        if (await gate.AskToViewAsync(db, actor, TokenActions.View, null, cancellation) is { } refusal)
        {
            return refusal;
        }

        if (query.JwtId is { } exact)
        {
            return new TokenPage(await RowsAsync(db, [exact], cancellation), null, HasMoreClients: false, HasNewer: false, HasOlder: false);
        }

        var clients = await TokenClients.FindAsync(db, query, cancellation);
        var page = await PageAsync(db, query, clients, cancellation);
        // If no newer tokens are left, this is the first page, and it is filled up.
        return query.After is not null && !page.HasNewer
            ? await PageAsync(db, query with { After = null }, clients, cancellation)
            : page;
    }

    private async Task<TokenPage> PageAsync(PortalDbContext db, TokenQuery query, List<TokenClient>? clients, CancellationToken cancellation)
    {
        var searched = clients?.Take(TokenQuery.MaxClients).ToList();
        var filter = await TokenFilter.OfAsync(tokens, db, query, searched?.ConvertAll(client => client.Id), clock.GetUtcNow(), cancellation);
        var found = await tokens.FindAsync(db, filter, query.Rows + 1, cancellation);
        var hasMore = found.Count > query.Rows;
        var rows = await RowsAsync(db, [.. found.Take(query.Rows)], cancellation);
        return new TokenPage(
            rows,
            searched,
            clients?.Count > TokenQuery.MaxClients,
            HasNewer: query.After is null ? query.Before is not null : hasMore,
            HasOlder: query.After is not null || hasMore);
    }

    private static async Task<IReadOnlyList<ListedToken>> RowsAsync(PortalDbContext db, List<Guid> ids, CancellationToken cancellation)
    {
        var records = await TokenDossiers.Of(db).Where(record => ids.Contains(record.Token.JwtId)).ToListAsync(cancellation);
        var credentials = await CredentialWords.OfAsync(db, records.Select(record => record.Token), cancellation);
        return [.. records.OrderByDescending(record => record.Token.JwtId).Select(record => ListedToken.Of(record, credentials))];
    }
}
