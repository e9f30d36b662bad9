using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using AdminPortal.Domain.ApiClients.Rules.Secrets;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace AdminPortal.Tests.OAuth;

public sealed class AccessTokenTests(OAuthHost host) : IClassFixture<OAuthHost>
{
    [Fact]
    public async Task The_header_names_type_algorithm_and_key()
    {
        using var header = JsonDocument.Parse(Base64UrlEncoder.Decode((await IssueAsync()).EncodedHeader));

        Assert.Equal(["alg", "kid", "typ"], header.RootElement.EnumerateObject().Select(member => member.Name).Order());
        Assert.Equal(("at+jwt", "RS256"), (header.RootElement.GetProperty("typ").GetString(), header.RootElement.GetProperty("alg").GetString()));
    }

    [Fact]
    public async Task The_claims_are_those_of_RFC_9068_and_the_roles()
    {
        var client = await host.AddClientAsync(OAuthHost.Admin, OAuthHost.Reader, OAuthHost.Operator);
        var token = new JsonWebToken((await host.PostAsync(client.Form())).AccessToken);

        using var claims = JsonDocument.Parse(Base64UrlEncoder.Decode(token.EncodedPayload));
        var now = host.Clock.GetUtcNow().ToUnixTimeSeconds();
        Assert.Equal(
            ["aud", "client_id", "exp", "iat", "iss", "jti", "nbf", "scope", "service-info", "sub"],
            claims.RootElement.EnumerateObject().Select(member => member.Name).Order(StringComparer.Ordinal));
        Assert.Equal(
            (host.Issuer, OAuthHost.Api, client.Id.Value, client.Id.Value, "zdx.admin zia.reader"),
            (Text("iss"), Text("aud"), Text("sub"), Text("client_id"), Text("scope")));
        Assert.Equal((now, now, now + 3600), (Number("iat"), Number("nbf"), Number("exp")));
        Assert.Equal(7, Guid.ParseExact(Text("jti")!, "D").Version);
        Assert.Equal(
            """[{"prd":"ZDX","rnm":"Admin","tnt":"Example Org"},{"prd":"ZIA","rnm":"Reader","tnt":"Example Org"}]""",
            claims.RootElement.GetProperty("service-info").GetRawText());

        string? Text(string name) => claims.RootElement.GetProperty(name).GetString();
        long Number(string name) => claims.RootElement.GetProperty(name).GetInt64();
    }

    [Fact]
    public async Task A_resource_server_that_knows_only_the_issuer_verifies_the_token()
    {
        var client = await host.AddClientAsync(OAuthHost.Reader, OAuthHost.Operator);
        var token = (await host.PostAsync(client.Form())).AccessToken;
        var elsewhere = (await host.PostAsync(client.Form(("resource", OAuthHost.Operations)))).AccessToken;
        var dot = token.LastIndexOf('.') + 1;
        await using var server = await StartResourceServerAsync("at+jwt");
        await using var otherType = await StartResourceServerAsync("JWT");

        Assert.Equal(HttpStatusCode.OK, await AskAsync(server, token));
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(server, elsewhere));
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(otherType, token));
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(server, token[..dot] + new string('A', token.Length - dot)));
    }

    [Fact]
    public async Task A_verifier_with_the_key_set_alone_accepts_the_token()
    {
        var keys = new JsonWebKeySet(await host.Http.GetStringAsync("/oauth2/v1/keys", OAuthHost.Cancellation));

        var result = await new JsonWebTokenHandler().ValidateTokenAsync((await IssueAsync()).EncodedToken, new TokenValidationParameters
        {
            ValidIssuer = host.Issuer,
            ValidAudience = OAuthHost.Api,
            ValidTypes = ["at+jwt"],
            ValidAlgorithms = ["RS256"],
            IssuerSigningKeys = keys.GetSigningKeys(),
        });

        Assert.True(result.IsValid, result.Exception?.Message);
    }

    [Fact]
    public async Task A_token_carries_no_secret_and_nothing_of_a_person()
    {
        var client = await host.AddClientAsync();
        var payload = Base64UrlEncoder.Decode(new JsonWebToken((await host.PostAsync(client.Form())).AccessToken).EncodedPayload);

        Assert.DoesNotContain(PlaintextSecret.Prefix, payload, StringComparison.Ordinal);
        Assert.DoesNotContain(OAuthHost.Superuser.Name, payload, StringComparison.Ordinal);
        Assert.DoesNotContain("Client ", payload, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_cannot_be_guessed()
    {
        var signature = Base64UrlEncoder.DecodeBytes((await IssueAsync()).EncodedSignature);

        Assert.Equal(256, signature.Length);
        Assert.InRange(signature.Distinct().Count(), 100, 256);
    }

    [Fact]
    public void A_secret_holds_256_random_bits_behind_a_recognisable_prefix()
    {
        var secrets = Enumerable.Range(0, 10_000).Select(_ => PlaintextSecret.Generate().Reveal()).ToList();

        Assert.All(secrets, secret => Assert.Matches("^adminportal_sec_[0-9A-Za-z]{49}$", secret));
        Assert.Equal(secrets.Count, secrets.Distinct().Count());
        // 43 characters out of 62; each place sees them all.
        Assert.True(43 * Math.Log2(62) >= 256);
        Assert.All(
            Enumerable.Range(PlaintextSecret.Prefix.Length, 43),
            place => Assert.Equal(62, secrets.Select(secret => secret[place]).Distinct().Count()));
    }

    private async Task<JsonWebToken> IssueAsync() => new((await host.PostAsync((await host.AddClientAsync()).Form())).AccessToken);

    private async Task<WebApplication> StartResourceServerAsync(string type)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddAuthorization().AddAuthentication().AddJwtBearer(options =>
        {
            options.Authority = host.Issuer;
            options.Audience = OAuthHost.Api;
            options.RequireHttpsMetadata = false;
            options.TokenValidationParameters.ValidTypes = [type];
        });
        var server = builder.Build();
        server.Urls.Add("http://127.0.0.1:0");
        server.MapGet("/", () => "in").RequireAuthorization();
        await server.StartAsync(OAuthHost.Cancellation);
        return server;
    }

    private static async Task<HttpStatusCode> AskAsync(WebApplication server, string token)
    {
        using var http = new HttpClient { BaseAddress = new Uri(server.Urls.First()) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var response = await http.GetAsync("/", OAuthHost.Cancellation);
        return response.StatusCode;
    }
}
