using AdminPortal.Domain.AccessTokens.Rules;
using AdminPortal.Domain.Administrators;
using AdminPortal.Domain.Permissions.Rules;
using AdminPortal.Domain.Storage;
using AdminPortal.Domain.Storage.FindingTokens;
using AdminPortal.Domain.Storage.Seams;

namespace AdminPortal.Domain.AccessTokens.Listing;

/// <summary>How many tokens would stand above a list that somebody is reading.</summary>
public sealed class CountNewerTokens(PortalStore store, ITokenSearch tokens, PermissionGate gate, TimeProvider clock)
{
    /// <summary>Nobody reads more than that at a glance: beyond it the count stops.</summary>
    public const int Limit = 100;

    /// <summary>Of the list's query, after its first row; after nothing when it has none.</summary>
    public async Task<Result<int>> ExecuteAsync(TokenQuery query, Guid? newest, Actor actor, CancellationToken cancellation)
    {
        await using var db = await store.ReadAsync(cancellation);
        if (await gate.AskToViewAsync(db, actor, TokenActions.View, null, cancellation) is { } refusal)
        {
            return refusal;
        }

        var clients = (await TokenClients.FindAsync(db, query, cancellation))?.Take(TokenQuery.MaxClients).Select(client => client.Id).ToList();
        var filter = await TokenFilter.OfAsync(tokens, db, query with { Before = null, After = newest }, clients, clock.GetUtcNow(), cancellation);
        return (await tokens.FindAsync(db, filter, Limit + 1, cancellation)).Count;
    }
}
