using AdminPortal.Domain.AccessTokens.Rules;
using AdminPortal.Domain.ApiClients;
using AdminPortal.Domain.Storage;
using AdminPortal.Domain.Storage.Sqlite;
using AdminPortal.Domain.Telemetry;
using AdminPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.IdentityModel.JsonWebTokens;

namespace AdminPortal.Tests.OAuth;

/// <summary>RFC 7009: a client ends its own tokens, and what else ends them.</summary>
public sealed class RevocationTests(OAuthHost host) : IClassFixture<OAuthHost>
{
    [Fact]
    public async Task A_client_revokes_its_own_token_at_once_and_the_record_says_so()
    {
        var client = await host.AddClientAsync();
        var (token, kept) = (await host.IssueAsync(client), await host.IssueAsync(client));
        Assert.True(await host.LivesAsync(client, token));

        (await host.RevokeAsync(client, token)).IsDone();

        (await host.IntrospectAsync(client, token)).IsInactive();
        Assert.True(await host.LivesAsync(client, kept));
        var record = await RecordOfAsync(token);
        Assert.Equal((host.Clock.GetUtcNow(), client.Id.Value), (record.RevokedAt, record.RevokedBy));
    }

    [Fact]
    public async Task What_clients_revoke_is_counted_and_does_not_fill_the_log_of_what_people_did()
    {
        var client = await host.AddClientAsync();
        var (token, unknown) = (await host.IssueAsync(client), "malformed");
        var entries = await CountEntriesAsync();
        using var counted = new Counted(host.Get<PortalMetrics>(), "adminportal.tokens.revoked");

        foreach (var asked in new[] { token, token, unknown })
        {
            (await host.RevokeAsync(client, asked)).IsDone();
        }

        Assert.Equal(1, counted.Sum);
        Assert.Equal(entries, await CountEntriesAsync());
    }

    [Fact]
    public async Task Revocations_that_wait_at_once_are_committed_together()
    {
        var client = await host.AddClientAsync();
        var tokens = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => host.IssueAsync(client)));
        using var commits = new Counted(host.Get<PortalMetrics>(), "adminportal.journal.batch.size");
        using var depth = new Gauge(host.Get<PortalMetrics>(), "adminportal.journal.depth");
        List<Task<TokenAnswer>> revocations = [];
        using (await host.Get<WriterGate>().EnterAsync(OAuthHost.Cancellation))
        {
            revocations.AddRange(tokens.Select(token => host.RevokeAsync(client, token)));
            // Two behind the batch that waits at the gate; none where all of them are in that one.
            for (var wait = 0; wait < 200 && depth.Read() < 2; wait++)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(20), OAuthHost.Cancellation);
            }
        }

        Assert.All(await Task.WhenAll(revocations), answer => answer.IsDone());
        Assert.Equal(tokens.Length, commits.Sum);
        Assert.InRange(commits.Count, 1, tokens.Length - 1);
    }

    [Fact]
    public async Task Twenty_revocations_at_once_are_one()
    {
        var client = await host.AddClientAsync();
        var token = await host.IssueAsync(client);
        using var counted = new Counted(host.Get<PortalMetrics>(), "adminportal.tokens.revoked");

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => host.RevokeAsync(client, token))));

        Assert.All(answers, answer => answer.IsDone());
        Assert.Equal(1, counted.Sum);
    }

    [Fact]
    public async Task Whatever_became_of_the_token_the_answer_is_the_same()
    {
        var client = await host.AddClientAsync();
        var (revoked, expired) = (await host.IssueAsync(client), await host.IssueAsync(client));
        var unknown = host.SignAgain(revoked, claims => claims.Claims["jti"] = Guid.CreateVersion7().ToString());
        (await host.RevokeAsync(client, revoked)).IsDone();
        var revokedAt = host.Clock.GetUtcNow();
        host.Clock.Advance(TimeSpan.FromHours(1));

        foreach (var token in new[] { revoked, expired, unknown, expired[..^8] + "AAAAAAAA", "malformed", new string('a', 70_000) })
        {
            (await host.RevokeAsync(client, token)).IsDone();
        }

        Assert.Equal(revokedAt, (await RecordOfAsync(revoked)).RevokedAt);
        Assert.Null((await RecordOfAsync(expired)).RevokedAt);
    }

    [Fact]
    public async Task The_token_of_another_client_lives_on_and_the_answer_does_not_tell()
    {
        var (owner, other) = (await host.AddClientAsync(), await host.AddClientAsync());
        var token = await host.IssueAsync(owner);

        (await host.RevokeAsync(other, token)).IsDone();

        Assert.True(await host.LivesAsync(owner, token));
        Assert.Null((await RecordOfAsync(token)).RevokedAt);
    }

    [Theory]
    [InlineData("access_token")]
    [InlineData("refresh_token")]
    [InlineData("xyz")]
    [InlineData("")]
    public async Task A_hint_makes_no_difference(string hint)
    {
        var client = await host.AddClientAsync();
        var token = await host.IssueAsync(client);
        List<(string, string)> hinted = [.. client.About(token), ("token_type_hint", hint)];
        Assert.Contains("\"active\":true", (await host.PostAsync(hinted, path: TokenQuestions.Introspection)).Body, StringComparison.Ordinal);

        (await host.PostAsync(hinted, path: TokenQuestions.Revocation)).IsDone();

        (await host.PostAsync(hinted, path: TokenQuestions.Introspection)).IsInactive();
    }

    [Fact]
    public async Task Disabling_a_client_ends_its_tokens_and_enabling_it_brings_none_back()
    {
        var (client, server) = await AddWatchedClientAsync();
        var token = await IssueWatchedAsync(client, server);

        await host.DisableAsync(client);

        (await host.IntrospectAsync(server, token)).IsInactive();
        await host.ChangeAsync(client, details => details with { IsActive = true });
        (await host.IntrospectAsync(server, token)).IsInactive();
        Assert.Contains("\"active\":true", (await host.IntrospectAsync(server, await host.IssueAsync(client))).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deleting_a_client_ends_its_tokens()
    {
        var (client, server) = await AddWatchedClientAsync();
        var token = await IssueWatchedAsync(client, server);

        await host.Get<DeleteApiClient>().ExecuteAsync(client.Id, OAuthHost.Superuser, OAuthHost.Cancellation);

        (await host.IntrospectAsync(server, token)).IsInactive();
    }

    [Fact]
    public async Task Revoking_all_tokens_of_a_client_leaves_the_client_free_to_ask_for_new_ones()
    {
        var client = await host.AddClientAsync();
        var token = await host.IssueAsync(client);
        await using (var change = await host.Get<PortalStore>().BeginChangeAsync(OAuthHost.Cancellation))
        {
            var stored = await change.Db.ApiClients.SingleAsync(candidate => candidate.Id == client.Id, OAuthHost.Cancellation);
            stored.RevokeTokens("test", host.Clock.GetUtcNow());
            await change.CommitAsync(OAuthHost.Cancellation);
        }

        (await host.IntrospectAsync(client, token)).IsInactive();
        Assert.True(await host.LivesAsync(client, await host.IssueAsync(client)));
        // Once ended is ended: the client's own revocation adds nothing to the record, nor to what is counted.
        using var counted = new Counted(host.Get<PortalMetrics>(), "adminportal.tokens.revoked");
        (await host.RevokeAsync(client, token)).IsDone();
        Assert.Null((await RecordOfAsync(token)).RevokedAt);
        Assert.Equal(0, counted.Sum);
    }

    [Fact]
    public async Task Taking_a_role_away_leaves_the_tokens_that_were_issued_before()
    {
        var client = await host.AddClientAsync(OAuthHost.Reader, OAuthHost.Admin);
        var token = await host.IssueAsync(client);

        await host.ChangeAsync(client, details => details with { Roles = details.Roles.Take(1).ToDictionary() });

        Assert.True(await host.LivesAsync(client, token));
    }

    // A client and the introspection client of the API that its tokens are for.
    private async Task<(TestClient Client, TestClient Server)> AddWatchedClientAsync()
    {
        var (client, server) = (await host.AddClientAsync(), await host.AddClientAsync());
        await host.LetIntrospectAsync(OAuthHost.Api, server);
        return (client, server);
    }

    private async Task<string> IssueWatchedAsync(TestClient client, TestClient server)
    {
        var token = await host.IssueAsync(client);
        Assert.Contains("\"active\":true", (await host.IntrospectAsync(server, token)).Body, StringComparison.Ordinal);
        return token;
    }

    private async Task<IssuedToken> RecordOfAsync(string token)
    {
        var jwtId = Guid.Parse(new JsonWebToken(token).Id);
        await using var db = await host.Get<PortalStore>().ReadAsync(OAuthHost.Cancellation);
        return await db.IssuedTokens.SingleAsync(record => record.JwtId == jwtId, OAuthHost.Cancellation);
    }

    private async Task<int> CountEntriesAsync()
    {
        await using var db = await host.Get<PortalStore>().ReadAsync(OAuthHost.Cancellation);
        return await db.AuditEntries.CountAsync(OAuthHost.Cancellation);
    }
}
