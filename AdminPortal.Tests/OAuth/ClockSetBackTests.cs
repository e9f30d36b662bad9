using AdminPortal.Tests.Domain.TokenService.Assertions;
using Microsoft.IdentityModel.JsonWebTokens;

namespace AdminPortal.Tests.OAuth;

/// <summary>A machine whose clock is set back while it works.</summary>
public sealed class ClockSetBackTests
{
    private static readonly TimeSpan Back = TimeSpan.FromMinutes(5);

    [Fact]
    public async Task An_assertion_that_was_used_stays_used()
    {
        await using var host = await StartAsync();
        var client = await host.AddKeyedClientAsync();
        // Good at both times: issued five minutes ago, and good for five more.
        var issued = (host.Clock.GetUtcNow() - Back).ToUnixTimeSeconds();
        var form = host.Assertion(client).With("iat", $"{issued}").With("nbf", $"{issued}").Form();
        (await host.PostAsync(form)).IsGranted(OAuthHost.ReaderScope);

        SetBack(host);

        var again = await host.PostAsync(form);
        again.IsInvalidClient();
        Assert.EndsWith(": the assertion was used before (jti)", host.ReasonOf(again), StringComparison.Ordinal);
        var fresh = TestAssertion.For(client.Id.Value, host.Issuer, host.Clock.GetUtcNow()).With("jti", "\"another\"");
        (await host.PostAsync(fresh.Form())).IsGranted(OAuthHost.ReaderScope);
    }

    [Fact]
    public async Task A_token_still_begins_now_and_ends_after_its_lifetime()
    {
        await using var host = await StartAsync();
        var client = await host.AddClientAsync();
        var before = new JsonWebToken((await host.PostAsync(client.Form())).AccessToken);

        SetBack(host);

        var answer = await host.PostAsync(client.Form());
        var token = new JsonWebToken(answer.AccessToken);
        Assert.Equal(before.IssuedAt - Back, token.IssuedAt);
        Assert.Equal(token.IssuedAt, token.ValidFrom);
        Assert.Equal(TimeSpan.FromHours(1), token.ValidTo - token.IssuedAt);
        Assert.Equal(3600, answer.Json.GetProperty("expires_in").GetInt32());
        Assert.NotEqual(before.Id, token.Id);
    }

    private static void SetBack(OAuthHost host) => host.Clock.AdjustTime(host.Clock.GetUtcNow() - Back);

    private static async Task<OAuthHost> StartAsync()
    {
        var host = new OAuthHost();
        await host.InitializeAsync();
        return host;
    }
}
