using System.Net;
using System.Text.Json;
using AdminPortal.Domain.ApiClients.Rules;
using AdminPortal.Tests.Domain.ApiClients.PublicKeys;
using AdminPortal.Tests.Domain.TokenService.Assertions;
using AdminPortal.Tests.OAuth.ThirdParty;
using AdminPortal.Tests.Support;

namespace AdminPortal.Tests.OAuth;

/// <summary>The request of the original's public SDKs, exactly, against the sample catalogue and with the two settings that let it in.</summary>
public sealed class OriginalSdkTests
{
    private const string Api = "https://api.zscaler.com";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_assertion_of_the_originals_SDKs_gets_a_token_for_the_originals_API()
    {
        await using var portal = await PortalProcess.StartAsync(
            Cancellation, ("Portal:Assertions:AdditionalAudiences:0", Api), ("Portal:Assertions:RequireJwtId", "false"));
        await using var store = await StoreBeside.OpenAsync(portal);
        var client = await store.AddKeyedClientAsync(new ApiClientDetails { Name = "Their SDK" }, KeyPairs.For("RS256").Key);
        var end = DateTimeOffset.UtcNow.AddSeconds(600).ToUnixTimeSeconds();
        var assertion = TestAssertion.Sign(
            """{"alg":"RS256","typ":"JWT"}""", $$"""{"iss":"{{client}}","sub":"{{client}}","aud":"{{Api}}","exp":{{end}}}""", "RS256");
        List<KeyValuePair<string, string>> form =
        [
            new("grant_type", "client_credentials"), new("client_id", client.Value), new("client_assertion", assertion),
            new("client_assertion_type", ClientAssertionTests.JwtBearer), new("audience", Api),
        ];

        using var http = new HttpClient { BaseAddress = portal.PublicUrl };
        using var content = new FormUrlEncodedContent(form);
        using var response = await http.PostAsync(TokenWire.Path, content, Cancellation);

        var body = await response.Content.ReadAsStringAsync(Cancellation);
        Assert.True(response.StatusCode == HttpStatusCode.OK, body);
        Assert.NotEmpty(JsonSerializer.Deserialize<JsonElement>(body).GetProperty("access_token").GetString()!);
    }
}
