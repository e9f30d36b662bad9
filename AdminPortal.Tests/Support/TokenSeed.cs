using AdminPortal.Domain.AccessTokens;
using AdminPortal.Domain.ApiClients;
using AdminPortal.Domain.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.IdentityModel.JsonWebTokens;

namespace AdminPortal.Tests.Support;

/// <summary>The record of a token, made from the token itself.</summary>
internal static class TokenSeed
{
    public static async Task RecordAsync(this PortalStore store, string token)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var jwt = new JsonWebToken(token);
        var clientId = ClientId.Parse(jwt.Subject);
        var content = new TokenContent(jwt.Kid, jwt.Alg, jwt.Issuer, jwt.Audiences.Single(), jwt.GetClaim("scope").Value, "[]");
        await using var change = await store.BeginChangeAsync(cancellation);
        var generation = await change.Db.ApiClients.Where(client => client.Id == clientId).Select(client => client.TokenGeneration).SingleAsync(cancellation);
        if (!await change.Db.TokenContents.AnyAsync(known => known.Id == content.Id, cancellation))
        {
            change.Db.TokenContents.Add(content);
        }

        change.Db.IssuedTokens.Add(new IssuedToken(Guid.Parse(jwt.Id), clientId, generation, content.Id, new DateTimeOffset(jwt.ValidTo)));
        await change.CommitAsync(cancellation);
    }
}
