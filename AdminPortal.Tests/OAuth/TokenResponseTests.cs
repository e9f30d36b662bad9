using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using AdminPortal.Domain.ApiClients.Rules;
using AdminPortal.Domain.Storage;
using AdminPortal.Domain.TokenService;
using AdminPortal.Domain.TokenService.Rules.Requests;
using Microsoft.EntityFrameworkCore;
using Microsoft.IdentityModel.JsonWebTokens;

namespace AdminPortal.Tests.OAuth;

public sealed partial class TokenResponseTests(OAuthHost host) : IClassFixture<OAuthHost>
{
    [Fact]
    public async Task Success_has_four_members_and_nobody_keeps_it()
    {
        var answer = await host.PostAsync((await host.AddClientAsync()).Form());

        answer.IsGranted(OAuthHost.ReaderScope);
        Assert.Equal($$"""{"access_token":"{{answer.AccessToken}}","token_type":"Bearer","expires_in":3600,"scope":"zia.reader"}""", answer.Body);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(15)]
    [InlineData(1440)]
    public async Task Expires_in_is_the_clients_lifetime_in_seconds(int minutes)
    {
        var lifetime = minutes.ToString(CultureInfo.InvariantCulture);
        var client = await host.AddClientAsync(new ApiClientDetails { AccessTokenLifetime = lifetime }, OAuthHost.Reader);
        host.Clock.Advance(TimeSpan.FromMilliseconds(999));

        var answer = await host.PostAsync(client.Form());

        var token = new JsonWebToken(answer.AccessToken);
        Assert.Equal(minutes * 60, answer.Json.GetProperty("expires_in").GetInt32());
        Assert.Equal(minutes * 60, token.GetPayloadValue<long>("exp") - token.GetPayloadValue<long>("iat"));
        Assert.Equal(host.Clock.GetUtcNow().ToUnixTimeSeconds(), token.GetPayloadValue<long>("iat"));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("1441")]
    [InlineData("1.5")]
    [InlineData("abc")]
    public void A_lifetime_outside_1_to_1440_whole_minutes_is_refused_by_its_field(string minutes) =>
        Assert.Equal(ApiClientFields.AccessTokenLifetime, Assert.Single(AccessTokenLifetime.Create(minutes).Errors).Field);

    [Fact]
    public async Task Every_refusal_is_JSON_in_plain_characters_with_a_registered_error()
    {
        var client = await host.AddClientAsync();
        string[] registered = ["invalid_request", "invalid_client", "unsupported_grant_type", "invalid_scope", "invalid_target"];
        TokenAnswer[] refusals =
        [
            await host.PostAsync(""u8.ToArray()),
            await host.PostAsync(""u8.ToArray(), contentType: null),
            await host.PostAsync(client.Form(), query: "?client_id=x"),
            await host.PostAsync(client.Form(("scope", "a"), ("scope", "b"))),
            await host.PostAsync(client.Form().Without("client_id")),
            await host.PostAsync(client.Form(), TokenWire.Basic("a", "b")),
            await host.PostAsync(client.Form().With("client_secret", "\"\\\r\n\t")),
            await host.PostAsync(client.Form().With("grant_type", "\"\\\r\n\t")),
            await host.PostAsync(client.Form(("scope", "\"\\\r\n\t"))),
            await host.PostAsync(client.Form(("resource", "\"\\\r\n\t"))),
            await host.PostAsync(new byte[300_000]),
        ];

        Assert.All(refusals, refusal =>
        {
            Assert.InRange(refusal.Status, 400, 413);
            Assert.Equal(["error", "error_description"], refusal.Json.EnumerateObject().Select(member => member.Name));
            Assert.Contains(refusal.Json.GetProperty("error").GetString(), registered);
            Assert.Matches(PlainText(), refusal.Json.GetProperty("error_description").GetString()!);
            Assert.Equal(("application/json", "no-store"), (refusal.Headers["Content-Type"], refusal.Headers["Cache-Control"]));
        });
        Assert.Equal(refusals.Length, refusals.Select(refusal => refusal.Reference).Distinct().Count());
    }

    [Fact]
    public async Task Ten_thousand_tokens_issued_in_parallel_have_ten_thousand_ids()
    {
        var client = await host.AddClientAsync();
        var request = new PresentedRequest
        {
            ContentType = "application/x-www-form-urlencoded",
            Body = Encoding.ASCII.GetBytes(TokenWire.Encode(client.Form())),
        };
        var ids = new ConcurrentBag<string>();

        await Parallel.ForAsync(0, 10_000, OAuthHost.Cancellation, async (_, cancellation) =>
            ids.Add(new JsonWebToken((await host.Get<IssueAccessToken>().ExecuteAsync(request, cancellation)).Value.Value).Id));

        Assert.Equal(10_000, ids.Distinct().Count());
    }

    [Fact]
    public async Task When_the_store_does_not_answer_a_client_is_told_when_to_come_back()
    {
        await using var own = new OAuthHost();
        await own.InitializeAsync();
        var client = await own.AddClientAsync();
        await using (var change = await own.Get<PortalStore>().BeginChangeAsync(OAuthHost.Cancellation))
        {
            await change.Db.Database.ExecuteSqlRawAsync("ALTER TABLE \"ApiClients\" RENAME TO \"Elsewhere\"", OAuthHost.Cancellation);
            await change.CommitAsync(OAuthHost.Cancellation);
        }

        var answer = await own.PostAsync(client.Form());

        answer.IsRefused(503, "temporarily_unavailable", "The service cannot answer now; try again later.");
        Assert.Equal("5", answer.Headers["Retry-After"]);
    }

    // RFC 6749 section 5.2: %x20-21 / %x23-5B / %x5D-7E.
    [GeneratedRegex(@"^[\x20-\x21\x23-\x5B\x5D-\x7E]+ Reference: [2-9A-Z]{8}$", RegexOptions.NonBacktracking)]
    private static partial Regex PlainText();
}
