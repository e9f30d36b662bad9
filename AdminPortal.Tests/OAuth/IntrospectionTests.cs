using System.Security.Cryptography;
using System.Text;
using AdminPortal.Domain.ApiClients;
using AdminPortal.Domain.ApiClients.Rules;
using AdminPortal.Domain.Telemetry;
using AdminPortal.Tests.Domain.TokenService.Assertions;
using AdminPortal.Tests.Support;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace AdminPortal.Tests.OAuth;

/// <summary>RFC 7662: who hears what of a token.</summary>
public sealed class IntrospectionTests(OAuthHost host) : IClassFixture<OAuthHost>
{
    [Fact]
    public async Task A_client_that_is_not_entitled_to_a_token_hears_nothing_of_it()
    {
        var (owner, other) = (await host.AddClientAsync(), await host.AddClientAsync());
        var token = await host.IssueAsync(owner);

        (await host.IntrospectAsync(other, token)).IsInactive();
        (await host.PostAsync(owner.About(token).Without("client_secret"), path: TokenQuestions.Introspection)).IsInvalidClient();
        (await host.PostAsync(owner.About(token).With("client_secret", other.Secret), path: TokenQuestions.Introspection)).IsInvalidClient();
        Assert.True(await host.LivesAsync(owner, token));
    }

    [Fact]
    public async Task Of_a_token_that_ended_nothing_but_that_is_said()
    {
        var client = await host.AddClientAsync();
        var (expired, revoked) = (await host.IssueAsync(client), await host.IssueAsync(client));

        (await host.RevokeAsync(client, revoked)).IsDone();
        (await host.IntrospectAsync(client, revoked)).IsInactive();
        Assert.True(await host.LivesAsync(client, expired));
        host.Clock.Advance(TimeSpan.FromHours(1));
        (await host.IntrospectAsync(client, expired)).IsInactive();
    }

    [Fact]
    public async Task A_token_that_was_signed_but_never_handed_out_is_none()
    {
        var client = await host.AddClientAsync();
        var token = await host.IssueAsync(client);

        (await host.IntrospectAsync(client, host.SignAgain(token, claims => claims.Claims["jti"] = Guid.CreateVersion7().ToString()))).IsInactive();
        (await host.IntrospectAsync(client, host.SignAgain(token, claims => claims.Claims["jti"] = "7"))).IsInactive();
        (await host.IntrospectAsync(client, host.SignAgain(token, claims => claims.Claims.Remove("jti")))).IsInactive();
        (await host.IntrospectAsync(client, host.SignAgain(token, claims => claims.Claims["iss"] = "https://other.example"))).IsInactive();
        (await host.IntrospectAsync(client, host.SignAgain(token, claims => claims.TokenType = "JWT"))).IsInactive();
        (await host.IntrospectAsync(client, host.SignAgain(token, claims => claims.TokenType = null))).IsInactive();
        Assert.True(await host.LivesAsync(client, token));
    }

    [Fact]
    public async Task A_forged_or_unreadable_token_is_none()
    {
        var client = await host.AddClientAsync();
        var token = await host.IssueAsync(client);
        var (header, payload, signature) = (token.Split('.')[0], token.Split('.')[1], token.Split('.')[2]);
        using var key = RSA.Create(2048);
        var kid = new JsonWebToken(token).Kid;

        Assert.All<string>(
            await Task.WhenAll(new[]
            {
                $"{header}.{payload}.{new string('A', signature.Length)}",
                $"{header}.{payload}.",
                $"{header}.{payload}",
                $"{token}=",
                $"{token}.",
                $"{header}.{TestAssertion.Encode(Base64UrlEncoder.Decode(payload).Replace("zia.reader", "zia.writer", StringComparison.Ordinal))}.{signature}",
                TestAssertion.Sign(header, payload, input => key.SignData(input, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)),
                TestAssertion.Sign(Header("none", kid), payload, _ => []),
                TestAssertion.Sign(Header("HS256", kid), payload, input => HMACSHA256.HashData(Encoding.ASCII.GetBytes(kid), input)),
                TestAssertion.Sign(Header("ES256", kid), payload, _ => Base64UrlEncoder.DecodeBytes(signature)),
                TestAssertion.Sign(Header("RS256", "another"), payload, _ => Base64UrlEncoder.DecodeBytes(signature)),
                TestAssertion.Sign($$"""{"alg":"RS256","kid":"{{kid}}","kid":"{{kid}}","typ":"at+jwt"}""", "e30"),
                "not a token",
                new string('a', 70_000),
                "\u0001\u20ac\U0001F600",
            }.Select(async text => (await host.IntrospectAsync(client, text)).Body)),
            body => Assert.Equal("""{"active":false}""", body));
        Assert.True(await host.LivesAsync(client, token));

        static string Header(string algorithm, string kid) => TestAssertion.Encode($$"""{"alg":"{{algorithm}}","kid":"{{kid}}","typ":"at+jwt"}""");
    }

    [Fact]
    public async Task A_key_that_was_withdrawn_ends_what_it_signed()
    {
        var client = await host.AddClientAsync();
        using var rsa = RSA.Create(2048);
        await host.AddWithdrawnKeyAsync("withdrawn", rsa);
        var payload = (await host.IssueAsync(client)).Split('.')[1];
        var header = TestAssertion.Encode("""{"alg":"RS256","kid":"withdrawn","typ":"at+jwt"}""");
        var token = TestAssertion.Sign(header, payload, input => rsa.SignData(input, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));

        (await host.IntrospectAsync(client, token)).IsInactive();
    }

    [Fact]
    public async Task Of_a_token_that_lives_its_client_hears_what_it_says()
    {
        var client = await host.AddClientAsync(new ApiClientDetails { AccessTokenLifetime = "5" }, OAuthHost.Reader, OAuthHost.Admin);
        var token = await host.IssueAsync(client);

        var answer = await host.IntrospectAsync(client, token);

        var now = host.Clock.GetUtcNow().ToUnixTimeSeconds();
        var expected = $"{{'active':true,'client_id':'{client.Id}','scope':'zdx.admin zia.reader','exp':{now + 300},'iat':{now},'nbf':{now},"
            + $"'sub':'{client.Id}','aud':'{OAuthHost.Api}','iss':'{host.Issuer}','jti':'{new JsonWebToken(token).Id}','token_type':'Bearer'}}";
        Assert.Equal((200, expected.Replace('\'', '"')), (answer.Status, answer.Body));
        Assert.Equal("application/json", answer.Headers["Content-Type"]);
        answer.IsNotStored();
    }

    [Theory]
    [InlineData("PS256")]
    [InlineData("ES256")]
    public async Task A_token_is_known_by_whichever_algorithm_it_was_signed(string algorithm)
    {
        await using var own = new OAuthHost($"--Portal:Tokens:SigningAlgorithm={algorithm}");
        await own.InitializeAsync();
        var client = await own.AddClientAsync();
        var token = await own.IssueAsync(client);
        Assert.Equal(algorithm, new JsonWebToken(token).Alg);

        Assert.True(await own.LivesAsync(client, token));
        (await own.IntrospectAsync(client, token[..^8] + "AAAAAAAA")).IsInactive();
        (await own.RevokeAsync(client, token)).IsDone();
        (await own.IntrospectAsync(client, token)).IsInactive();
    }

    [Fact]
    public async Task A_resource_server_hears_of_the_tokens_for_its_audience_and_of_no_others()
    {
        var (client, server) = (await host.AddClientAsync(OAuthHost.Reader, OAuthHost.Operator), await host.AddClientAsync(OAuthHost.Reader));
        var (here, elsewhere) = (await host.IssueAsync(client, ("resource", OAuthHost.Operations)), await host.IssueAsync(client));
        (await host.IntrospectAsync(server, here)).IsInactive();

        await host.LetIntrospectAsync(OAuthHost.Operations, server);

        Assert.Equal(client.Id.Value, (await host.IntrospectAsync(server, here)).Json.GetProperty("client_id").GetString());
        (await host.IntrospectAsync(server, elsewhere)).IsInactive();
        (await host.RevokeAsync(server, here)).IsDone();
        Assert.True(await host.LivesAsync(client, here));

        await host.LetIntrospectAsync(OAuthHost.Operations, null);
        (await host.IntrospectAsync(server, here)).IsInactive();
    }

    [Fact]
    public async Task A_deleted_introspection_client_can_ask_nothing()
    {
        var (client, server) = (await host.AddClientAsync(OAuthHost.Operator), await host.AddClientAsync());
        var token = await host.IssueAsync(client, ("resource", OAuthHost.Operations));
        await host.LetIntrospectAsync(OAuthHost.Operations, server);
        Assert.True((await host.IntrospectAsync(server, token)).Json.GetProperty("active").GetBoolean());

        await host.Get<DeleteApiClient>().ExecuteAsync(server.Id, OAuthHost.Superuser, OAuthHost.Cancellation);

        (await host.IntrospectAsync(server, token)).IsInvalidClient();
    }

    [Fact]
    public async Task An_authenticated_asker_hears_that_a_token_is_not_active_however_many_unknown_ones_it_asks_about()
    {
        const int Limit = 5;
        await using var own = new OAuthHost($"--Portal:Throttling:FailuresPerMinute={Limit}");
        await own.InitializeAsync();
        var client = await own.AddClientAsync();
        var token = await own.IssueAsync(client);
        using var counted = new Counted(own.Get<PortalMetrics>(), "adminportal.tokens.introspected", "result");

        for (var attempt = 0; attempt < 3 * Limit; attempt++)
        {
            (await own.IntrospectAsync(client, attempt % 2 == 0 ? $"junk {attempt}" : token[..^8] + "AAAAAAAA")).IsInactive();
        }

        Assert.True(await own.LivesAsync(client, token));
        Assert.Equal((3 * Limit, 1), (counted["unknown"], counted["active"]));
    }

    [Fact]
    public async Task Whoever_asks_without_proof_is_throttled()
    {
        const int Limit = 5;
        await using var own = new OAuthHost($"--Portal:Throttling:FailuresPerMinute={Limit}");
        await own.InitializeAsync();
        var client = await own.AddClientAsync();
        var guess = client.About("junk").With("client_secret", "guess");
        for (var attempt = 0; attempt < Limit; attempt++)
        {
            (await own.PostAsync(guess, path: TokenQuestions.Introspection)).IsInvalidClient();
        }

        (await own.PostAsync(guess, path: TokenQuestions.Introspection))
            .IsRefused(429, "temporarily_unavailable", "Too many failed attempts; try again later.");
        (await own.IntrospectAsync(client, "junk")).IsInactive();
    }
}
