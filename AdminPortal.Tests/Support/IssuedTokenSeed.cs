using AdminPortal.Domain;
using AdminPortal.Domain.AccessTokens.Rules;
using AdminPortal.Domain.ApiClients.Rules;
using AdminPortal.Domain.Storage;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Tests.Support;

/// <summary>Tokens on record without the token service: for lists that need many of them, or old ones.</summary>
internal static class IssuedTokenSeed
{
    public const string SigningKeyId = "key-one";

    public static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    /// <summary>A token of the client's present generation that was issued so long ago, for an hour unless said otherwise.</summary>
    public static async Task<Guid> IssueAsync(
        this DomainHost host, ClientId client, TimeSpan ago = default, TimeSpan? life = null, string keyId = SigningKeyId) =>
        (await host.IssueManyAsync(client, 1, ago, default, life, keyId))[0];

    /// <summary>The first so long ago, the others before it, one at each step; newest first.</summary>
    public static async Task<IReadOnlyList<Guid>> IssueManyAsync(
        this DomainHost host, ClientId client, int count, TimeSpan ago, TimeSpan step, TimeSpan? life = null, string keyId = SigningKeyId)
    {
        await using var change = await host.Get<PortalStore>().BeginChangeAsync(DomainHost.Cancellation);
        var ids = await change.Db.IssueManyAsync(client, count, host.Clock.GetUtcNow() - ago, step, life, keyId);
        await change.CommitAsync(DomainHost.Cancellation);
        return ids;
    }

    public static async Task<IReadOnlyList<Guid>> IssueManyAsync(
        this PortalDbContext db, ClientId client, int count, DateTimeOffset newest, TimeSpan step, TimeSpan? life = null, string keyId = SigningKeyId)
    {
        var generation = (await db.ApiClients.IgnoreQueryFilters().AsNoTracking().SingleAsync(c => c.Id == client, DomainHost.Cancellation)).TokenGeneration;
        var content = await ContentAsync(db, keyId, newest, life ?? Hour);
        var ids = Enumerable.Range(0, count).Select(number => Guid.CreateVersion7(newest - (number * step))).ToList();
        db.IssuedTokens.AddRange(ids.Select((id, number) =>
            new IssuedToken(id, client, generation, content.Id, WholeSecond(newest - (number * step)) + (life ?? Hour)) { SourceAddress = "192.0.2.7" }));
        return ids;
    }

    /// <summary>As the emergency rotation leaves it: the key's row with the time of its end.</summary>
    public static Task RevokeKeyAsync(this DomainHost host, string keyId, TimeSpan ago = default)
    {
        var at = (host.Clock.GetUtcNow() - ago).ToUnixTimeMilliseconds();
        return host.ExecuteSqlAsync($"""
            INSERT INTO "SigningKeys" ("KeyId", "Algorithm", "PublicJwk", "WrappedPrivateKey", "CreatedAt", "MaySignFrom", "RevokedAt")
            VALUES ({keyId}, 'RS256', '', {Array.Empty<byte>()}, 0, 0, {at})
            """);
    }

    private static async Task<TokenContent> ContentAsync(PortalDbContext db, string keyId, DateTimeOffset newest, TimeSpan life)
    {
        var content = new TokenContent(
            keyId,
            "RS256",
            "https://portal.example",
            "https://api.zscaler.com",
            "zs:config:zia.role.01",
            """[{"prd":"ZIA","rnm":"API_Role01","tnt":"Example"}]""",
            AccessTokenLifetime.Create((decimal)life.TotalMinutes).Value);
        if (await db.TokenContents.FindAsync([content.Id], DomainHost.Cancellation) is { } stored)
        {
            content = stored;
        }
        else
        {
            db.TokenContents.Add(content);
        }

        content.UsedUntil = content.UsedUntil > newest + life ? content.UsedUntil : newest + life;
        return content;
    }

    private static DateTimeOffset WholeSecond(DateTimeOffset time) => DateTimeOffset.FromUnixTimeSeconds(time.ToUnixTimeSeconds());
}
