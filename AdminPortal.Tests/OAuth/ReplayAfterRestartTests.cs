using System.Net;
using AdminPortal.Domain.ApiClients.Rules;
using AdminPortal.Tests.Domain.ApiClients.PublicKeys;
using AdminPortal.Tests.Domain.TokenService.Assertions;
using AdminPortal.Tests.OAuth.ThirdParty;
using AdminPortal.Tests.Support;

namespace AdminPortal.Tests.OAuth;

/// <summary>That an assertion was used is known to the store, not to a process.</summary>
public sealed class ReplayAfterRestartTests
{
    private const int Posts = 50;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_assertion_is_one_token_of_fifty_posts_and_none_of_fifty_more_after_a_power_cut()
    {
        await using var portal = await PortalProcess.StartAsync(Cancellation, ("Portal:Throttling:FailuresPerMinute", "10000"));
        await using var store = await StoreBeside.OpenAsync(portal);
        var client = await store.AddKeyedClientAsync(new ApiClientDetails { Name = "Billing sync" }, KeyPairs.For("ES256").Key);
        var issuer = portal.PublicUrl.GetLeftPart(UriPartial.Authority);
        var form = TestAssertion.For(client.Value, issuer, DateTimeOffset.UtcNow).Form();

        var first = await PostAsync(portal, form);
        await portal.KillAsync();
        await portal.StartAgainAsync(Cancellation);
        var second = await PostAsync(portal, form);

        Assert.Equal((1, Posts - 1), (first.Count(status => status == HttpStatusCode.OK), first.Count(status => status == HttpStatusCode.Unauthorized)));
        Assert.All(second, status => Assert.Equal(HttpStatusCode.Unauthorized, status));
    }

    private static async Task<HttpStatusCode[]> PostAsync(PortalProcess portal, List<(string Name, string Value)> form)
    {
        using var http = new HttpClient { BaseAddress = portal.PublicUrl, Timeout = TimeSpan.FromMinutes(4) };
        return await Task.WhenAll(Enumerable.Range(0, Posts).Select(_ => Task.Run(async () =>
        {
            using var content = new FormUrlEncodedContent(form.Select(pair => KeyValuePair.Create(pair.Name, pair.Value)));
            using var response = await http.PostAsync(TokenWire.Path, content, Cancellation);
            return response.StatusCode;
        })));
    }
}
