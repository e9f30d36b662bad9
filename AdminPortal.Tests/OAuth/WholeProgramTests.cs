using System.Text.Json;
using AdminPortal.Domain.ApiClients.Rules.Secrets;
using AdminPortal.Tests.Support;

namespace AdminPortal.Tests.OAuth;

public sealed class WholeProgramTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_program_issues_tokens_verifiable_by_the_same_key_after_a_restart()
    {
        await using var portal = await PortalProcess.StartForTheFirstTimeAsync(Cancellation);
        using var http = new HttpClient { BaseAddress = portal.PublicUrl };
        await using var store = await StoreBeside.OpenAsync(portal);
        var (clientId, secrets) = await store.AddClientAsync("Billing sync", validDays: 90);
        List<KeyValuePair<string, string>> form =
            [new("grant_type", "client_credentials"), new("client_id", clientId.Value), new("client_secret", secrets[0])];

        using var content = new FormUrlEncodedContent(form);
        using var response = await http.PostAsync("/oauth2/v1/token", content, Cancellation);
        var keys = await http.GetStringAsync("/oauth2/v1/keys", Cancellation);
        await portal.KillAsync();
        await portal.StartAgainAsync(Cancellation);

        (await TokenAnswer.OfAsync(response)).IsGranted("bi.bi-read-only-admin");
        Assert.Equal(keys, await http.GetStringAsync("/oauth2/v1/keys", Cancellation));
        Assert.DoesNotContain(portal.Log, line => line.Contains(PlaintextSecret.Prefix, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_revocation_survives_the_death_of_the_program()
    {
        await using var portal = await PortalProcess.StartAsync(Cancellation);
        using var http = new HttpClient { BaseAddress = portal.PublicUrl };
        await using var store = await StoreBeside.OpenAsync(portal);
        var (clientId, secrets) = await store.AddClientAsync("Billing sync", validDays: 90);
        var (revoked, kept) = (await TokenAsync(), await TokenAsync());

        Assert.Equal("", await AskAsync("/oauth2/v1/revoke", revoked));
        await portal.KillAsync();
        await portal.StartAgainAsync(Cancellation);

        Assert.Equal("""{"active":false}""", await AskAsync("/oauth2/v1/introspect", revoked));
        Assert.StartsWith("""{"active":true,""", await AskAsync("/oauth2/v1/introspect", kept), StringComparison.Ordinal);

        async Task<string> TokenAsync() =>
            JsonSerializer.Deserialize<JsonElement>(await PostAsync("/oauth2/v1/token", new("grant_type", "client_credentials")))
                .GetProperty("access_token").GetString()!;

        Task<string> AskAsync(string path, string token) => PostAsync(path, new("token", token));

        async Task<string> PostAsync(string path, KeyValuePair<string, string> parameter)
        {
            using var content = new FormUrlEncodedContent([new("client_id", clientId.Value), new("client_secret", secrets[0]), parameter]);
            using var response = await http.PostAsync(path, content, Cancellation);
            Assert.Equal(System.Net.HttpStatusCode.OK, response.StatusCode);
            return await response.Content.ReadAsStringAsync(Cancellation);
        }
    }
}
