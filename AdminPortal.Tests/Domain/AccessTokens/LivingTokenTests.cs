using AdminPortal.Domain;
using AdminPortal.Domain.AccessTokens.Revoking;
using AdminPortal.Domain.AccessTokens.Rules;
using AdminPortal.Domain.SigningKeys;
using AdminPortal.Domain.Storage;
using AdminPortal.Domain.Storage.FindingTokens;
using AdminPortal.Domain.Storage.Seams;
using AdminPortal.Domain.TokenService.Journal;
using AdminPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Tests.Domain.AccessTokens;

/// <summary>
/// One table of what can become of a token. The rule is <see cref="TokenLife"/>; the statements that list, count and revoke say it again in the
/// store's words, and must agree with it on every row.
/// </summary>
public sealed class LivingTokenTests : TokenListTest
{
    private const string Leaked = "leaked";
    private const string LeakedLater = "leaked-later";

    private readonly Dictionary<string, Guid> _tokens = [];
    private ClientId _revoked = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _revoked = await Host.AddClientAsync("Reports");
        await Host.ExecuteSqlAsync(
            $"""
            INSERT INTO "SigningKeys" ("KeyId", "Algorithm", "PublicJwk", "WrappedPrivateKey", "CreatedAt", "MaySignFrom", "SigningSince")
            VALUES ({IssuedTokenSeed.SigningKeyId}, 'RS256', '', x'', 0, 0, 0)
            """);
        await IssueAsync("lives", Client);
        await IssueAsync("ends in a second", Client, Hour - TimeSpan.FromSeconds(1));
        await IssueAsync("ends now", Client, Hour);
        await IssueAsync("ended long ago", Client, 2 * Hour);
        await IssueAsync("revoked", Client);
        await IssueAsync("revoked by a clock that was ahead", Client);
        await IssueAsync("of a key that was revoked", Client, keyId: Leaked);
        await IssueAsync("of a key that was revoked by a clock that was ahead", Client, keyId: LeakedLater);
        await IssueAsync("of a client whose tokens were revoked", _revoked);
        await RevokeAllAsync();
        await IssueAsync("of a client whose tokens were revoked by a clock that was ahead", _revoked);
        await RevokeAllAsync();
        await Host.ExecuteSqlAsync(
            $"""UPDATE "EndedGenerations" SET "EndedAt" = {Later} WHERE "Generation" = (SELECT max("Generation") FROM "EndedGenerations")""");
        await IssueAsync("issued after its client's other tokens were revoked", _revoked);
        foreach (var revoked in new[] { "revoked", "revoked by a clock that was ahead" })
        {
            Assert.True((await Host.Get<RevokeAccessToken>().ExecuteAsync(_tokens[revoked], Host.Superuser, Cancellation)).Value);
        }

        await using (var change = await Host.Get<PortalStore>().BeginChangeAsync(Cancellation))
        {
            var ahead = _tokens["revoked by a clock that was ahead"];
            await change.Db.IssuedTokens.Where(token => token.JwtId == ahead)
                .ExecuteUpdateAsync(token => token.SetProperty(row => row.RevokedAt, Host.Clock.GetUtcNow() + Day), Cancellation);
            await change.CommitAsync(Cancellation);
        }

        await Host.RevokeKeyAsync(Leaked);
        await Host.RevokeKeyAsync(LeakedLater, -Day);
    }

    [Fact]
    public async Task The_rule_and_every_statement_agree_on_which_tokens_live()
    {
        string[] living = ["ends in a second", "issued after its client's other tokens were revoked", "lives"];
        var now = Host.Clock.GetUtcNow();
        await using var db = await Host.ReadAsync();
        var dossiers = await TokenDossiers.Of(db).ToListAsync(Cancellation);

        Assert.Equal(living, Named(dossiers.FindAll(found => found.Life.StatusAt(now) == TokenStatus.Active).Select(found => found.Token.JwtId)));
        Assert.Equal(living, Named(await IdsAsync(AnyTime with { Status = TokenStatus.Active })));
        Assert.Equal((2, 1), (await CountAsync(Client), await CountAsync(_revoked)));
        Assert.Equal(3, (await TokensOfKey.CountAsync(Host.Get<ITokenSearch>(), db, IssuedTokenSeed.SigningKeyId, now, Cancellation)).Live);
        Assert.Equal(0, (await TokensOfKey.CountAsync(Host.Get<ITokenSearch>(), db, Leaked, now, Cancellation)).Live);
        // Last, for it ends them: what a client may end is what lives.
        List<Guid> ended = [];
        foreach (var found in dossiers)
        {
            var order = new TokenToRevoke(found.Token.ClientId, found.Token.JwtId, found.Content.KeyId, found.Content.Algorithm);
            if (await Host.Get<IssuanceJournal>().RevokeAsync(order) == JournalOutcome.Recorded)
            {
                ended.Add(order.JwtId);
            }
        }

        Assert.Equal(living, Named(ended));
    }

    private long Later => (Host.Clock.GetUtcNow() + Day).ToUnixTimeMilliseconds();

    private async Task IssueAsync(string fate, ClientId client, TimeSpan ago = default, string keyId = IssuedTokenSeed.SigningKeyId) =>
        _tokens.Add(fate, await Host.IssueAsync(client, ago, keyId: keyId));

    private async Task RevokeAllAsync() =>
        Assert.Equal(1, (await Host.Get<RevokeClientTokens>().ExecuteAsync(_revoked, Host.Superuser, Cancellation)).Value.Count);

    private async Task<int> CountAsync(ClientId client) => (await Host.Get<CountLiveTokens>().ExecuteAsync(client, Host.Superuser, Cancellation)).Value.Count;

    private IEnumerable<string> Named(IEnumerable<Guid> ids) =>
        ids.Select(id => _tokens.Single(token => token.Value == id).Key).Order(StringComparer.Ordinal);
}
