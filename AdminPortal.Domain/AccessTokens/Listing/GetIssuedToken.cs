using AdminPortal.Domain.Administrators;
using AdminPortal.Domain.ApiClients.PublicKeys;
using AdminPortal.Domain.ApiClients.Secrets;
using AdminPortal.Domain.Storage;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Domain.AccessTokens.Listing;

/// <summary>One token with its header and claims.</summary>
public sealed class GetIssuedToken(PortalStore store, PermissionGate gate)
{
    public async Task<Result<TokenClaims>> ExecuteAsync(Guid jwtId, Actor actor, CancellationToken cancellation)
    {
        await using var db = await store.ReadAsync(cancellation);
        if (await gate.AskToViewAsync(db, actor, TokenActions.View, cancellation) is { } refusal)
        {
            return refusal;
        }

        return await TokenRecord.Of(db).SingleOrDefaultAsync(record => record.Token.JwtId == jwtId, cancellation) is { } found
            ? TokenClaims.Of(found, await ProvedByAsync(db, found.Token.CredentialId, cancellation))
            : TokenErrors.NotFound;
    }

    private static async Task<string> ProvedByAsync(PortalDbContext db, Guid? credentialId, CancellationToken cancellation)
    {
        if (credentialId is not { } id)
        {
            return "A key from the client's JWKS URL";
        }

        var secret = await db.Set<ClientSecret>().Where(stored => stored.Id == id).Select(stored => stored.Hint).SingleOrDefaultAsync(cancellation);
        var key = await db.Set<ClientPublicKey>().Where(stored => stored.Id == id).Select(stored => stored.Name).SingleOrDefaultAsync(cancellation);
        return (secret, key) switch
        {
            ({ } hint, _) => $"The secret {PlaintextSecret.Prefix}{hint}…",
            (_, { } name) => $"The public key {name}",
            _ => "A secret or key that the client no longer has",
        };
    }
}
