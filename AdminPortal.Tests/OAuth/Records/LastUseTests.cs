using AdminPortal.Domain.Storage;
using AdminPortal.Domain.TokenService.Journal;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Tests.OAuth.Records;

/// <summary>A client's last use is that of a request that was answered, and of no other.</summary>
public sealed class LastUseTests(OAuthHost host) : IClassFixture<OAuthHost>
{
    [Theory]
    [InlineData(TokenWire.Path)]
    [InlineData(TokenQuestions.Introspection)]
    [InlineData(TokenQuestions.Revocation)]
    public async Task A_refused_replay_names_nobody_as_the_last_user(string path)
    {
        var client = await host.AddKeyedClientAsync();
        List<(string Name, string Value)> form = [.. host.Assertion(client).Form(), ("token", "any")];
        Assert.Equal(200, (await host.PostAsync(form, path: path)).Status);
        var used = host.Clock.GetUtcNow();
        Assert.Equal(used, await LastUseAsync(client));

        host.Clock.Advance(TimeSpan.FromSeconds(30));
        (await host.PostAsync(form, path: path)).IsInvalidClient();

        Assert.Equal(used, await LastUseAsync(client));
    }

    [Fact]
    public async Task A_request_that_got_no_token_is_no_use()
    {
        var client = await host.AddKeyedClientAsync();

        (await host.PostAsync([.. host.Assertion(client).Form(), ("scope", "not.held")])).IsInvalidScope();
        (await host.PostAsync(host.Assertion(client).Form().With("grant_type", "password"))).IsUnsupportedGrantType();

        Assert.Null(await LastUseAsync(client));
    }

    private async Task<DateTimeOffset?> LastUseAsync(TestClient client)
    {
        await host.Get<IssuanceJournal>().FlushAsync();
        await using var db = await host.Get<PortalStore>().ReadAsync(OAuthHost.Cancellation);
        var stored = await db.ApiClients.Include(found => found.StoredPublicKeys).SingleAsync(found => found.Id == client.Id, OAuthHost.Cancellation);
        Assert.Equal(stored.LastUsedAt, stored.PublicKeys.All[0].LastUsedAt);
        return stored.LastUsedAt;
    }
}
