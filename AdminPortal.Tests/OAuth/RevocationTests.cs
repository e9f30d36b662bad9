using AdminPortal.Domain.Administrators;
using AdminPortal.Domain.ApiClients;
using AdminPortal.Domain.Auditing;
using AdminPortal.Domain.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.IdentityModel.JsonWebTokens;

namespace AdminPortal.Tests.OAuth;

/// <summary>RFC 7009: a client ends its own tokens, and what else ends them.</summary>
public sealed class RevocationTests(OAuthHost host) : IClassFixture<OAuthHost>
{
    [Fact]
    public async Task C3_7009_02_A_client_revokes_its_own_token_at_once_and_the_audit_log_says_so()
    {
        var client = await host.AddClientAsync();
        var (token, kept) = (await host.IssueAsync(client), await host.IssueAsync(client));
        Assert.True(await host.LivesAsync(client, token));

        (await host.RevokeAsync(client, token)).IsDone();

        (await host.IntrospectAsync(client, token)).IsInactive();
        Assert.True(await host.LivesAsync(client, kept));
        var entry = Assert.Single(await EntriesOfAsync(token));
        Assert.Equal(
            ("Revoke", "Access Token", client.Id.Value, ActorInterface.Api, AuditResult.Success),
            (entry.Action, entry.SubCategory, entry.ActorName, entry.Interface, entry.Result));
        Assert.Contains(entry.SourceAddress, (string[])["127.0.0.1", "::1"]);
        Assert.Null(entry.AdministratorId);
    }

    [Fact]
    public async Task C3_7009_02_Twenty_revocations_at_once_are_one()
    {
        var client = await host.AddClientAsync();
        var token = await host.IssueAsync(client);

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => host.RevokeAsync(client, token))));

        Assert.All(answers, answer => answer.IsDone());
        Assert.Single(await EntriesOfAsync(token));
    }

    [Fact]
    public async Task C3_7009_03_Whatever_became_of_the_token_the_answer_is_the_same()
    {
        var client = await host.AddClientAsync();
        var (revoked, expired) = (await host.IssueAsync(client), await host.IssueAsync(client));
        var unknown = host.SignAgain(revoked, claims => claims.Claims["jti"] = Guid.CreateVersion7().ToString());
        (await host.RevokeAsync(client, revoked)).IsDone();
        host.Clock.Advance(TimeSpan.FromHours(1));

        foreach (var token in new[] { revoked, expired, unknown, expired[..^8] + "AAAAAAAA", "malformed", new string('a', 70_000) })
        {
            (await host.RevokeAsync(client, token)).IsDone();
        }

        Assert.Single(await EntriesOfAsync(revoked));
        Assert.Empty(await EntriesOfAsync(expired));
    }

    [Fact]
    public async Task C3_7009_04_The_token_of_another_client_lives_on_and_the_answer_does_not_tell()
    {
        var (owner, other) = (await host.AddClientAsync(), await host.AddClientAsync());
        var token = await host.IssueAsync(owner);

        (await host.RevokeAsync(other, token)).IsDone();

        Assert.True(await host.LivesAsync(owner, token));
        Assert.Empty(await EntriesOfAsync(token));
    }

    [Theory]
    [InlineData("access_token")]
    [InlineData("refresh_token")]
    [InlineData("xyz")]
    [InlineData("")]
    public async Task C3_7009_05_A_hint_makes_no_difference(string hint)
    {
        var client = await host.AddClientAsync();
        var token = await host.IssueAsync(client);
        List<(string, string)> hinted = [.. client.About(token), ("token_type_hint", hint)];
        Assert.Contains("\"active\":true", (await host.PostAsync(hinted, path: TokenQuestions.Introspection)).Body, StringComparison.Ordinal);

        (await host.PostAsync(hinted, path: TokenQuestions.Revocation)).IsDone();

        (await host.PostAsync(hinted, path: TokenQuestions.Introspection)).IsInactive();
    }

    [Fact]
    public async Task C3_7009_08_Disabling_a_client_ends_its_tokens_and_enabling_it_brings_none_back()
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
    public async Task C3_7009_08_Deleting_a_client_ends_its_tokens()
    {
        var (client, server) = await AddWatchedClientAsync();
        var token = await IssueWatchedAsync(client, server);

        await host.Get<DeleteApiClient>().ExecuteAsync(client.Id, OAuthHost.Superuser, OAuthHost.Cancellation);

        (await host.IntrospectAsync(server, token)).IsInactive();
    }

    [Fact]
    public async Task C3_7009_08_Revoking_all_tokens_of_a_client_leaves_the_client_free_to_ask_for_new_ones()
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
    }

    [Fact]
    public async Task C3_7009_08_Taking_a_role_away_leaves_the_tokens_that_were_issued_before()
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

    private async Task<List<AuditEntry>> EntriesOfAsync(string token)
    {
        var jwtId = new JsonWebToken(token).Id;
        await using var db = await host.Get<PortalStore>().ReadAsync(OAuthHost.Cancellation);
        return await db.AuditEntries.Where(entry => entry.Resource == jwtId).ToListAsync(OAuthHost.Cancellation);
    }
}
