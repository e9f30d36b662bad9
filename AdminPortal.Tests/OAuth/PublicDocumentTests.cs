using System.Net;
using System.Text.Json;
using AdminPortal.Domain.SigningKeys;
using Microsoft.IdentityModel.JsonWebTokens;

namespace AdminPortal.Tests.OAuth;

public sealed class PublicDocumentTests(OAuthHost host) : IClassFixture<OAuthHost>
{
    private const string Metadata = "/.well-known/oauth-authorization-server";
    private const string OpenIdConfiguration = "/.well-known/openid-configuration";
    private const string Keys = "/oauth2/v1/keys";

    [Theory]
    [InlineData(Metadata)]
    [InlineData(OpenIdConfiguration)]
    public async Task The_issuer_is_the_configured_one_whatever_Host_is_sent(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { Host = "evil.example" } };
        request.Headers.Add("X-Forwarded-Host", "evil.example");
        using var response = await host.Http.SendAsync(request, OAuthHost.Cancellation);
        var token = await host.PostAsync((await host.AddClientAsync()).Form());

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("application/json", response.Content.Headers.ContentType?.ToString());
        var body = await response.Content.ReadAsStringAsync(OAuthHost.Cancellation);
        Assert.Equal(host.Issuer, JsonDocument.Parse(body).RootElement.GetProperty("issuer").GetString());
        Assert.Equal(host.Issuer, new JsonWebToken(token.AccessToken).Issuer);
        Assert.DoesNotContain("evil", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_metadata_says_what_works_and_nothing_else()
    {
        var body = await host.Http.GetStringAsync(Metadata, OAuthHost.Cancellation);

        const string Methods = "['client_secret_basic','client_secret_post','private_key_jwt']";
        const string Algorithms = "['RS256','PS256','ES256','ES384','EdDSA','Ed25519']";
        var expected = $"{{'issuer':'{host.Issuer}','token_endpoint':'{host.Issuer}/oauth2/v1/token','jwks_uri':'{host.Issuer}/oauth2/v1/keys',"
            + "'response_types_supported':[],'grant_types_supported':['client_credentials'],"
            + $"'token_endpoint_auth_methods_supported':{Methods},'token_endpoint_auth_signing_alg_values_supported':{Algorithms},"
            + $"'introspection_endpoint':'{host.Issuer}/oauth2/v1/introspect',"
            + $"'introspection_endpoint_auth_methods_supported':{Methods},'introspection_endpoint_auth_signing_alg_values_supported':{Algorithms},"
            + $"'revocation_endpoint':'{host.Issuer}/oauth2/v1/revoke',"
            + $"'revocation_endpoint_auth_methods_supported':{Methods},'revocation_endpoint_auth_signing_alg_values_supported':{Algorithms}}}";
        Assert.Equal(expected.Replace('\'', '"'), body);
        var client = await host.AddClientAsync();
        (await host.PostAsync(client.Form())).IsGranted(OAuthHost.ReaderScope);
        (await host.PostAsync([("grant_type", "client_credentials")], TokenWire.Basic(client.Id.Value, client.Secret)))
            .IsGranted(OAuthHost.ReaderScope);
    }

    [Fact]
    public async Task The_OpenID_address_adds_every_member_that_Discovery_requires_and_that_is_true_here()
    {
        var lean = await host.Http.GetStringAsync(Metadata, OAuthHost.Cancellation);
        var body = await host.Http.GetStringAsync(OpenIdConfiguration, OAuthHost.Cancellation);

        const string More = ",\"subject_types_supported\":[\"public\"],\"id_token_signing_alg_values_supported\":[\"RS256\",\"PS256\",\"ES256\"]}";
        Assert.Equal(lean[..^1] + More, body);
        // OpenID Connect Discovery section 3. The authorization endpoint is missing because there is none: nobody signs in here.
        string[] required =
        [
            "issuer", "authorization_endpoint", "token_endpoint", "jwks_uri", "response_types_supported", "subject_types_supported",
            "id_token_signing_alg_values_supported",
        ];
        using var document = JsonDocument.Parse(body);
        Assert.Equal(["authorization_endpoint"], required.Where(member => !document.RootElement.TryGetProperty(member, out _)));
    }

    [Fact]
    public async Task Every_endpoint_that_the_metadata_names_answers()
    {
        using var metadata = JsonDocument.Parse(await host.Http.GetStringAsync(Metadata, OAuthHost.Cancellation));
        var client = await host.AddClientAsync();
        var token = await host.IssueAsync(client);

        Assert.Contains("\"keys\"", await host.Http.GetStringAsync(metadata.RootElement.GetProperty("jwks_uri").GetString(), OAuthHost.Cancellation), StringComparison.Ordinal);
        foreach (var name in new[] { "token_endpoint", "introspection_endpoint", "revocation_endpoint" })
        {
            var path = metadata.RootElement.GetProperty(name).GetString()![host.Issuer.Length..];
            Assert.Equal(200, (await host.PostAsync([.. client.About(token), ("grant_type", "client_credentials")], path: path)).Status);
        }
    }

    [Fact]
    public async Task No_response_type_is_supported()
    {
        using var metadata = JsonDocument.Parse(await host.Http.GetStringAsync(Metadata, OAuthHost.Cancellation));

        Assert.Empty(metadata.RootElement.GetProperty("response_types_supported").EnumerateArray());
    }

    [Theory]
    [InlineData(Metadata)]
    [InlineData(OpenIdConfiguration)]
    [InlineData(Keys)]
    public async Task Public_documents_are_for_every_origin_and_for_caches(string path)
    {
        using var got = await SendAsync(HttpMethod.Get, path);
        using var head = await SendAsync(HttpMethod.Head, path);
        using var again = await SendAsync(HttpMethod.Get, path, got.Headers.ETag!.ToString());
        using var posted = await SendAsync(HttpMethod.Post, path);

        Assert.All([got, head, again], response =>
        {
            Assert.Equal(["*"], response.Headers.GetValues("Access-Control-Allow-Origin"));
            Assert.Equal("public, max-age=300", response.Headers.CacheControl?.ToString());
            Assert.Equal(got.Headers.ETag, response.Headers.ETag);
        });
        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
        Assert.Equal(got.Content.Headers.ContentLength, head.Content.Headers.ContentLength);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, posted.StatusCode);
        Assert.Equal(["GET", "HEAD"], posted.Content.Headers.Allow);
    }

    [Fact]
    public async Task The_token_endpoint_is_for_no_script_of_another_origin()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, TokenWire.Path) { Content = new StringContent("") };
        request.Headers.Add("Origin", "https://evil.example");
        using var response = await host.Http.SendAsync(request, OAuthHost.Cancellation);

        Assert.DoesNotContain(response.Headers, header => header.Key.StartsWith("Access-Control", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task The_key_set_is_public_only()
    {
        using var keys = JsonDocument.Parse(await host.Http.GetStringAsync(Keys, OAuthHost.Cancellation));
        var token = new JsonWebToken((await host.PostAsync((await host.AddClientAsync()).Form())).AccessToken);

        var set = keys.RootElement.GetProperty("keys").EnumerateArray().ToList();
        string[] rsa = ["alg", "e", "kid", "kty", "n", "use"];
        string[] curve = ["alg", "crv", "kid", "kty", "use", "x", "y"];
        Assert.All(set, key => Assert.Equal(
            Text(key, "kty") == "EC" ? curve : rsa, key.EnumerateObject().Select(member => member.Name).Order(StringComparer.Ordinal)));
        Assert.All(set, key => Assert.Equal("sig", Text(key, "use")));
        Assert.Equal(["ES256", "PS256", "RS256"], set.Select(key => Text(key, "alg")).Order(StringComparer.Ordinal));
        Assert.Equal(set.Count, set.Select(key => Text(key, "kid")).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(("RS256", token.Kid), (Text(set[0], "alg"), Text(set[0], "kid")));

        static string? Text(JsonElement key, string member) => key.GetProperty(member).GetString();
    }

    [Fact]
    public async Task The_key_set_is_the_keys_as_they_were_made_and_not_a_byte_more() => Assert.Equal(
        $$"""{"keys":[{{string.Join(',', host.Get<SigningKeyRing>().PublicJwks)}}]}""", await host.Http.GetStringAsync(Keys, OAuthHost.Cancellation));

    private Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string? ifNoneMatch = null)
    {
        var request = new HttpRequestMessage(method, path);
        request.Headers.Add("Origin", "https://elsewhere.example");
        if (ifNoneMatch is not null)
        {
            request.Headers.TryAddWithoutValidation("If-None-Match", ifNoneMatch);
        }

        return host.Http.SendAsync(request, OAuthHost.Cancellation);
    }
}
