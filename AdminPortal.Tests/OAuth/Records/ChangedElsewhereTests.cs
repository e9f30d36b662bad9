using AdminPortal.Domain.ApiClients;
using AdminPortal.Domain.ApiClients.PublicKeys;
using AdminPortal.Domain.ApiClients.Rules;
using AdminPortal.Domain.ApiClients.Secrets;
using AdminPortal.Domain.ApiResources;
using AdminPortal.Domain.SigningKeys;
using AdminPortal.Domain.SigningKeys.Rotation;
using AdminPortal.Domain.Storage;
using AdminPortal.Tests.Domain.ApiClients.Jwks.Fetching;
using AdminPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.IdentityModel.JsonWebTokens;

namespace AdminPortal.Tests.OAuth.Records;

/// <summary>
/// Two processes on one file: what one of them has changed is in force for the tokens of the other as soon as the change has returned, though
/// that one still holds its copies.
/// </summary>
public sealed class ChangedElsewhereTests : IAsyncLifetime
{
    // Without the watch that would drop the copies a moment later: what protects here is asked of the store with each token.
    private readonly OAuthHost _host = new("--Portal:JwksFetch:AllowedHosts:0=127.0.0.1", "--Portal:Throttling:FailuresPerMinute=10000")
    {
        LooksOutside = false,
    };

    private StoreBeside _other = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await _host.InitializeAsync();
        _other = await StoreBeside.OpenAsync(_host.DataDirectory, "127.0.0.1");
    }

    public async ValueTask DisposeAsync()
    {
        await _other.DisposeAsync();
        await _host.DisposeAsync();
    }

    [Fact]
    public async Task A_secret_that_was_deleted_elsewhere_gives_no_token_and_no_answer_about_one()
    {
        var client = await _host.AddClientAsync();
        var token = await _host.IssueAsync(client);
        Assert.True(await _host.LivesAsync(client, token));

        var secret = (await _other.Get<GetApiClient>().ExecuteAsync(client.Id, StoreBeside.Operator, Cancellation)).Value.Secrets[0];
        await _other.Get<DeleteClientSecret>().ExecuteAsync(client.Id, secret.Id, StoreBeside.Operator, Cancellation);

        (await _host.IntrospectAsync(client, token)).IsInvalidClient();
        (await _host.RevokeAsync(client, token)).IsInvalidClient();
        (await _host.PostAsync(client.Form())).IsInvalidClient();
    }

    [Theory]
    [InlineData(TokenQuestions.Introspection)]
    [InlineData(TokenQuestions.Revocation)]
    [InlineData(TokenWire.Path)]
    public async Task A_secret_that_was_deleted_elsewhere_is_refused_by_whichever_endpoint_hears_it_first(string path)
    {
        var client = await _host.AddClientAsync();
        var token = await _host.IssueAsync(client);

        var secret = (await _other.Get<GetApiClient>().ExecuteAsync(client.Id, StoreBeside.Operator, Cancellation)).Value.Secrets[0];
        await _other.Get<DeleteClientSecret>().ExecuteAsync(client.Id, secret.Id, StoreBeside.Operator, Cancellation);

        (await _host.PostAsync([.. client.Form(), ("token", token)], path: path)).IsInvalidClient();
    }

    [Theory]
    [InlineData(TokenQuestions.Introspection)]
    [InlineData(TokenQuestions.Revocation)]
    [InlineData(TokenWire.Path)]
    public async Task A_key_that_was_removed_elsewhere_is_refused_by_whichever_endpoint_hears_it_first(string path)
    {
        var client = await _host.AddKeyedClientAsync();
        await _host.AllowAsync(_host.Assertion(client));
        var token = await _host.IssueAsync(client);

        var key = (await _other.Get<GetApiClient>().ExecuteAsync(client.Id, StoreBeside.Operator, Cancellation)).Value.PublicKeys[0];
        await _other.Get<RemoveClientPublicKey>().ExecuteAsync(client.Id, key.Id, StoreBeside.Operator, Cancellation);

        (await _host.PostAsync([.. _host.Assertion(client).Form(), ("token", token)], path: path)).IsInvalidClient();
    }

    [Fact]
    public async Task A_role_that_was_taken_away_elsewhere_is_in_no_token()
    {
        var client = await _host.AddClientAsync(OAuthHost.Reader, OAuthHost.Admin);
        (await _host.PostAsync(client.Form())).IsGranted($"{OAuthHost.AdminScope} {OAuthHost.ReaderScope}");

        var servers = (await _other.Get<ListResourceServers>().ExecuteAsync(StoreBeside.Operator, Cancellation)).Value;
        var service = servers.SelectMany(server => server.Services).Single(service => service.Name == OAuthHost.Reader.Service);
        await ChangeElsewhereAsync(client, details => details with { Roles = details.Roles.Where(role => role.Key == service.Id).ToDictionary() });

        (await _host.PostAsync(client.Form(("scope", OAuthHost.AdminScope)))).IsInvalidScope();
        (await _host.PostAsync(client.Form())).IsGranted(OAuthHost.ReaderScope);
    }

    [Fact]
    public async Task A_lifetime_that_was_shortened_elsewhere_is_that_of_the_next_token()
    {
        var client = await _host.AddClientAsync(new ApiClientDetails { AccessTokenLifetime = "60" }, OAuthHost.Reader);
        Assert.Equal(3600, await ExpiresInAsync());

        await ChangeElsewhereAsync(client, details => details with { AccessTokenLifetime = "1" });

        Assert.Equal(60, await ExpiresInAsync());

        async Task<int> ExpiresInAsync() => (await _host.PostAsync(client.Form())).Json.GetProperty("expires_in").GetInt32();
    }

    [Fact]
    public async Task A_key_address_that_was_changed_elsewhere_is_asked_and_the_old_one_is_believed_no_more()
    {
        await using var before = KeyServer.Publishing(KeySets.Of(("one", "ES256")));
        await using var after = KeyServer.Publishing(KeySets.Of(("one", "RS256")));
        var client = await _host.AddClientAsync(new ApiClientDetails { JwksUri = before.Uri().Value }, OAuthHost.Reader);
        await _host.AllowAsync(_host.Assertion(client));

        await ChangeElsewhereAsync(client, details => details with { JwksUri = after.Uri().Value });

        await _host.DenyAsync(_host.Assertion(client));
    }

    [Fact]
    public async Task A_service_that_was_renamed_elsewhere_is_told_by_its_new_name()
    {
        var client = await _host.AddClientAsync();
        Assert.Contains("\"ZIA\"", ServiceInfoOf(await _host.IssueAsync(client)), StringComparison.Ordinal);

        await using (var change = await _other.Get<PortalStore>().BeginChangeAsync(Cancellation))
        {
            var service = await change.Db.Services.SingleAsync(found => found.Name == "ZIA", Cancellation);
            change.Db.Entry(service).Property(found => found.Name).CurrentValue = "ZIA2";
            await change.CommitAsync(Cancellation);
        }

        Assert.Contains("\"ZIA2\"", ServiceInfoOf(await _host.IssueAsync(client)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_signing_key_that_was_replaced_elsewhere_signs_nothing_and_the_new_one_signs_at_once()
    {
        var client = await _host.AddClientAsync();
        var old = new JsonWebToken(await _host.IssueAsync(client)).Kid;

        var replaced = await _other.Get<ReplaceSigningKeyNow>().ExecuteAsync(old, StoreBeside.Operator, Cancellation);

        var tokens = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => _host.IssueAsync(client)));
        Assert.All(tokens, token => Assert.Equal(replaced.Value.KeyId, new JsonWebToken(token).Kid));
        Assert.DoesNotContain(_host.Get<SigningKeyRing>().PublicJwks, jwk => jwk.Contains(old, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Once_it_is_told_that_somebody_else_wrote_a_process_goes_by_no_copy_any_more()
    {
        var client = await _host.AddClientAsync();
        var old = new JsonWebToken(await _host.IssueAsync(client)).Kid;
        await _other.Get<ReplaceSigningKeyNow>().ExecuteAsync(old, StoreBeside.Operator, Cancellation);
        await ChangeElsewhereAsync(client, details => details with { Roles = new Dictionary<string, string>(StringComparer.Ordinal) });

        _host.Get<ChangeFeed>().EverythingChanged();

        (await _host.PostAsync(client.Form())).IsInvalidScope();
        await Eventually.HoldsAsync(() => _host.Get<SigningKeyRing>().Current.KeyId != old);
    }

    private static string ServiceInfoOf(string token) => new JsonWebToken(token).GetPayloadValue<System.Text.Json.JsonElement>("service-info").GetRawText();

    private async Task ChangeElsewhereAsync(TestClient client, Func<ApiClientDetails, ApiClientDetails> change)
    {
        var view = (await _other.Get<GetApiClient>().ExecuteAsync(client.Id, StoreBeside.Operator, Cancellation)).Value;
        Assert.IsType<UpdateApiClientOutcome.Updated>(await _other.Get<UpdateApiClient>().ExecuteAsync(
            new UpdateApiClientCommand(client.Id, view.Version, change(view.Details)), StoreBeside.Operator, Cancellation));
    }
}
