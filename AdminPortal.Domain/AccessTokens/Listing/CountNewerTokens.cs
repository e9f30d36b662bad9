using AdminPortal.Domain.AccessTokens.Rules;
using AdminPortal.Domain.Administrators;
using AdminPortal.Domain.Permissions.Rules;
using AdminPortal.Domain.Storage;
using AdminPortal.Domain.Storage.FindingTokens;
using AdminPortal.Domain.Storage.Seams;

namespace AdminPortal.Domain.AccessTokens.Listing;

/// <summary>Counts the tokens newer than the first row of a list that is being read.</summary>
public sealed class CountNewerTokens(PortalStore store, ITokenSearch tokens, PermissionGate gate, TimeProvider clock)
{
    /// <summary>The count stops here: more cannot be read at a glance.</summary>
    public const int Limit = 100;

    /// <summary>Counts matches of the list's query newer than its first row, or all if it has none.</summary>
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
