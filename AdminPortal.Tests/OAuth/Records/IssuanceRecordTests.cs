using System.IdentityModel.Tokens.Jwt;
using AdminPortal.Domain;
using AdminPortal.Domain.AccessTokens.Rules;
using AdminPortal.Domain.Storage;
using AdminPortal.Domain.Storage.FindingTokens;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Tests.OAuth.Records;

/// <summary>First on record, then handed out.</summary>
public sealed class IssuanceRecordTests(OAuthHost host) : IClassFixture<OAuthHost>
{
    [Fact]
    public async Task A_token_that_was_handed_out_is_on_record_with_all_that_it_says()
    {
        var client = await host.AddClientAsync(OAuthHost.Reader, OAuthHost.Admin);

        var token = new JwtSecurityToken((await host.PostAsync(client.Form())).AccessToken);

        await using var db = await host.Get<PortalStore>().ReadAsync(OAuthHost.Cancellation);
        var record = await db.RecordOfAsync(token);
        Assert.Equal(client.Id, record.Token.ClientId);
        Assert.Equal((token.IssuedAt, token.ValidTo), (record.Token.IssuedAt.UtcDateTime, record.Token.ExpiresAt.UtcDateTime));
        Assert.Equal((token.Header.Kid, token.Header.Alg), (record.Content.KeyId, record.Content.Algorithm));
        Assert.Equal((token.Issuer, token.Audiences.Single()), (record.Content.Issuer, record.Content.Audience));
        Assert.Equal(token.Payload["scope"], record.Content.Scope);
        Assert.Equal(
            token.Payload["service-info"].ToString()!.Replace(" ", "", StringComparison.Ordinal),
            record.Content.ServiceInfo.Replace(" ", "", StringComparison.Ordinal));
        Assert.NotNull(record.Token.CredentialId);
        Assert.NotNull(record.Token.SourceAddress);
        Assert.Equal(TokenStatus.Active, record.Life.StatusAt(host.Clock.GetUtcNow()));
    }

    [Fact]
    public async Task What_many_tokens_say_alike_is_kept_once()
    {
        var client = await host.AddClientAsync();
        var first = new JwtSecurityToken((await host.PostAsync(client.Form())).AccessToken);
        var second = new JwtSecurityToken((await host.PostAsync(client.Form())).AccessToken);

        await using var db = await host.Get<PortalStore>().ReadAsync(OAuthHost.Cancellation);
        Assert.NotEqual(first.Id, second.Id);
        Assert.Equal((await db.RecordOfAsync(first)).Token.ContentId, (await db.RecordOfAsync(second)).Token.ContentId);
    }

    [Fact]
    public async Task A_client_disabled_amid_a_thousand_requests_has_no_live_token_afterwards()
    {
        var client = await host.AddClientAsync();
        List<Task<TokenAnswer>> answers = [.. Enumerable.Range(0, 1_000).Select(_ => Task.Run(() => host.PostAsync(client.Form())))];
        while (answers.Count(answer => answer.IsCompleted) < 100)
        {
            await Task.WhenAny(answers.Where(answer => !answer.IsCompleted));
        }

        await host.DisableAsync(client);
        answers.AddRange(Enumerable.Range(0, 20).Select(_ => host.PostAsync(client.Form())));
        var ended = await Task.WhenAll(answers);

        Assert.All(ended, answer => Assert.Contains(answer.Status, new[] { 200, 401 }));
        Assert.Contains(ended, answer => answer.Status == 200);
        Assert.Contains(ended, answer => answer.Status == 401);
        await using var db = await host.Get<PortalStore>().ReadAsync(OAuthHost.Cancellation);
        var records = await TokenDossiers.Of(db).Where(record => record.Token.ClientId == client.Id).ToListAsync(OAuthHost.Cancellation);
        Assert.Equal(ended.Count(answer => answer.Status == 200), records.Count);
        Assert.All(records, record => Assert.Equal(TokenStatus.Revoked, record.Life.StatusAt(host.Clock.GetUtcNow())));
    }

    [Fact]
    public async Task A_stale_copy_of_a_client_gives_no_token()
    {
        var client = await host.AddClientAsync();
        (await host.PostAsync(client.Form())).IsGranted(OAuthHost.ReaderScope);
        // As another process would: this one keeps its copy.
        await ChangeBehindAsync(client.Id, """UPDATE "ApiClients" SET "Status" = 2, "TokenGeneration" = "TokenGeneration" + 1 WHERE "Id" = {0}""");

        (await host.PostAsync(client.Form())).IsInvalidClient();

        await using var db = await host.Get<PortalStore>().ReadAsync(OAuthHost.Cancellation);
        Assert.Equal(1, await db.IssuedTokens.CountAsync(token => token.ClientId == client.Id, OAuthHost.Cancellation));
    }

    [Fact]
    public async Task A_client_whose_tokens_were_revoked_meanwhile_gets_a_new_one_of_the_new_generation()
    {
        var client = await host.AddClientAsync();
        (await host.PostAsync(client.Form())).IsGranted(OAuthHost.ReaderScope);
        await ChangeBehindAsync(client.Id, """UPDATE "ApiClients" SET "TokenGeneration" = "TokenGeneration" + 1 WHERE "Id" = {0}""");

        (await host.PostAsync(client.Form())).IsGranted(OAuthHost.ReaderScope);

        await using var db = await host.Get<PortalStore>().ReadAsync(OAuthHost.Cancellation);
        var generations = await db.IssuedTokens
            .Where(token => token.ClientId == client.Id)
            .Select(token => token.Generation)
            .ToListAsync(OAuthHost.Cancellation);
        Assert.Equal([0, 1], generations.Order());
    }

    private async Task ChangeBehindAsync(ClientId id, string sql)
    {
        await using var db = await host.Get<PortalStore>().ReadAsync(OAuthHost.Cancellation);
        Assert.Equal(1, await db.Database.ExecuteSqlRawAsync(sql, [id.Value], OAuthHost.Cancellation));
    }
}
