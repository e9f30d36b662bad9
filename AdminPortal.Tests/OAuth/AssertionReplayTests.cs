using AdminPortal.Domain.Storage;
using AdminPortal.Domain.Storage.Sqlite.Journal;
using AdminPortal.Domain.TokenService.Rules.Assertions;
using AdminPortal.Tests.Domain.TokenService.Assertions;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Tests.OAuth;

/// <summary>An assertion is good for one token.</summary>
public sealed class AssertionReplayTests(OAuthHost host) : IClassFixture<OAuthHost>
{
    [Fact]
    public async Task Of_fifty_simultaneous_posts_of_one_assertion_exactly_one_gets_a_token()
    {
        var client = await host.AddKeyedClientAsync();
        var form = host.Assertion(client).Form();

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => host.PostAsync(form))));

        Assert.Single(answers, answer => answer.Status == 200);
        Assert.All(answers.Where(answer => answer.Status != 200), answer => answer.IsInvalidClient());
        Assert.All(
            answers.Where(answer => answer.Status != 200),
            answer => Assert.EndsWith(": the assertion was used before (jti)", host.ReasonOf(answer), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Two_clients_may_use_the_same_jti()
    {
        var (one, other) = (await host.AddKeyedClientAsync(), await host.AddKeyedClientAsync());

        (await host.PostAsync(host.Assertion(one).With("jti", "\"same\"").Form())).IsGranted(OAuthHost.ReaderScope);
        (await host.PostAsync(host.Assertion(other).With("jti", "\"same\"").Form())).IsGranted(OAuthHost.ReaderScope);
    }

    [Fact]
    public async Task Without_a_jti_an_assertion_is_refused()
    {
        var client = await host.AddKeyedClientAsync();

        (await host.PostAsync(host.Assertion(client).Without("jti").Form())).IsInvalidClient();
        (await host.PostAsync(host.Assertion(client).With("jti", TestAssertion.Quote(new string('j', 1_000))).Form())).IsInvalidClient();
    }

    [Fact]
    public async Task What_fails_for_another_reason_may_be_sent_again()
    {
        var client = await host.AddKeyedClientAsync();
        var good = host.Assertion(client).Form();
        var assertion = good.Single(pair => pair.Name == "client_assertion").Value;
        var bad = assertion[..^8] + (assertion.EndsWith("AAAAAAAA", StringComparison.Ordinal) ? "BBBBBBBB" : "AAAAAAAA");

        (await host.PostAsync(good.With("client_assertion", bad))).IsInvalidClient();
        (await host.PostAsync([.. good, ("scope", "not.held")])).IsInvalidScope();
        (await host.PostAsync(good.With("grant_type", "password"))).IsUnsupportedGrantType();

        (await host.PostAsync(good)).IsGranted(OAuthHost.ReaderScope);
        (await host.PostAsync(good)).IsInvalidClient();
    }

    [Fact]
    public async Task What_is_outlived_is_forgotten_as_new_ones_come()
    {
        await using var own = new OAuthHost("--Portal:Throttling:FailuresPerMinute=10000");
        await own.InitializeAsync();
        var client = await own.AddKeyedClientAsync();
        const int New = 3;

        // A new one looks at those that stand behind it by their digests, so these three stand before all the others.
        var first = Enumerable.Range(0, 1000).Select(i => $"new-{i}").OrderBy(jti => Convert.ToHexString(UsedAssertion.DigestOf(jti))).Take(New);
        string[] outlived = [.. Enumerable.Range(0, New * JournalBatch.LookedAt).Select(i => $"old-{i}")];
        await UseAsync(outlived);
        own.Clock.Advance(TimeSpan.FromMinutes(25));
        await UseAsync([.. first]);

        await using var db = await own.Get<PortalStore>().ReadAsync(OAuthHost.Cancellation);
        Assert.Equal(New, await db.UsedAssertions.CountAsync(OAuthHost.Cancellation));

        async Task UseAsync(string[] ids)
        {
            foreach (var id in ids)
            {
                (await own.PostAsync(own.Assertion(client).With("jti", TestAssertion.Quote(id)).Form())).IsGranted(OAuthHost.ReaderScope);
            }
        }
    }

    [Fact]
    public async Task The_originals_sdks_are_let_in_by_two_settings()
    {
        await using var own = new OAuthHost(
            "--Portal:Assertions:AdditionalAudiences:0=https://api.zscaler.com", "--Portal:Assertions:RequireJwtId=false");
        await own.InitializeAsync();
        var client = await own.AddKeyedClientAsync();
        var theirs = own.Assertion(client).With("aud", "\"https://api.zscaler.com\"").Without("iat", "nbf", "jti").Form();

        (await own.PostAsync([.. theirs, ("client_id", client.Id.Value)])).IsGranted(OAuthHost.ReaderScope);
        (await own.PostAsync(theirs)).IsGranted(OAuthHost.ReaderScope);
        (await host.PostAsync(host.Assertion(await host.AddKeyedClientAsync()).With("aud", "\"https://api.zscaler.com\"").Form())).IsInvalidClient();
    }
}
