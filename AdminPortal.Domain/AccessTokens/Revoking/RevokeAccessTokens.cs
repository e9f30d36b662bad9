using System.Globalization;
using AdminPortal.Domain.AccessTokens.Rules;
using AdminPortal.Domain.Administrators;
using AdminPortal.Domain.Permissions.Rules;
using AdminPortal.Domain.Storage;
using AdminPortal.Domain.Storage.FindingTokens;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Domain.AccessTokens.Revoking;

/// <summary>Revokes the tokens selected in a list, in one change; each has its own entry in the audit log.</summary>
public sealed class RevokeAccessTokens(PortalStore store, PermissionGate gate, TimeProvider clock)
{
    /// <summary>The size of the longest page of the list.</summary>
    public static int Most => TokenQuery.PageSizes[^1];

    /// <summary>How many this call revoked: those that were still active.</summary>
    /// <exception cref="ArgumentException">More than <see cref="Most"/> are named.</exception>
    public async Task<Result<int>> ExecuteAsync(IReadOnlyCollection<Guid> jwtIds, Actor actor, CancellationToken cancellation)
    {
        await using var change = await store.BeginChangeAsync(cancellation);
        var permit = await gate.AskAsync(
            change, actor, TokenActions.Revoke, string.Create(CultureInfo.InvariantCulture, $"{jwtIds.Count} tokens"), cancellation);
        if (!permit.IsSuccess)
        {
            return permit.Errors[0];
        }

        if (jwtIds.Count > Most)
        {
            throw new ArgumentException($"At most {Most} at once.", nameof(jwtIds));
        }

        var found = await TokenDossiers.Of(change.Db).Where(record => jwtIds.Contains(record.Token.JwtId)).ToListAsync(cancellation);
        var now = clock.GetUtcNow();
        var revoked = found.Count(record => record.TryRevoke(permit.Value, now));
        await change.CommitAsync(cancellation);
        return revoked;
    }
}
