using System.IdentityModel.Tokens.Jwt;
using System.Net.Http.Headers;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using AdminPortal.Domain;
using AdminPortal.Tests.Domain.ApiClients.PublicKeys;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Protocols.OpenIdConnect.Configuration;
using Microsoft.IdentityModel.Tokens;

namespace AdminPortal.Tests.OAuth.ThirdParty;

/// <summary>What libraries that other people wrote do by habit, unmodified: each gets its token, or starts.</summary>
public sealed class ThirdPartyHabitTests(KeyedPortal portal, OAuthHost host) : IClassFixture<KeyedPortal>, IClassFixture<OAuthHost>
{
    private const string Older = "older";

    [Theory]
    [InlineData("RS256")]
    [InlineData("PS256")]
    [InlineData("ES256")]
    [InlineData("ES384")]
    [InlineData("EdDSA")]
    public async Task A_client_that_sends_a_list_of_audiences_gets_tokens_and_may_ask_about_them(string algorithm)
    {
        foreach (var (client, keyId) in new[] { (portal.Uploaded, "my own name for it"), (portal.Published, KeyedPortal.KeyIdOf(algorithm)) })
        {
            var answer = await NodeScript.RunAsync(
                "openid-client-5.mjs",
                [
                    ("ISSUER", portal.Issuer), ("CLIENT_ID", client.Value), ("ALGORITHM", algorithm), ("KEY_ID", keyId),
                    ("PRIVATE_KEY", KeyPairs.PrivatePem(algorithm)),
                ],
                OAuthHost.Cancellation,
                Older);

            Assert.True(answer.GetProperty("active").GetBoolean());
            Assert.Equal(client.Value, new JwtSecurityTokenHandler().ReadJwtToken(answer.GetProperty("access_token").GetString()).Subject);
        }
    }

    [Fact]
    public async Task A_client_that_names_its_certificate_by_the_SHA_1_of_it_gets_a_token()
    {
        var now = host.Clock.GetUtcNow();
        using var certificate = new CertificateRequest("CN=billing", KeyPairs.Rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(now.AddDays(-1), now.AddDays(90));
        var client = await host.AddClientAsync();
        await host.AddKeyAsync(client, PemFiles.Pkcs1Of(2048));
        await host.AddKeyAsync(client, certificate.ExportCertificatePem());

        var assertion = new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = client.Id.Value,
            Audience = host.Issuer,
            Subject = new ClaimsIdentity([new Claim("sub", client.Id.Value), new Claim("jti", Guid.NewGuid().ToString())]),
            IssuedAt = now.UtcDateTime,
            NotBefore = now.UtcDateTime,
            Expires = now.AddMinutes(5).UtcDateTime,
            SigningCredentials = new X509SigningCredentials(certificate),
        });

        var header = new JsonWebToken(assertion);
        Assert.Equal(certificate.Thumbprint, header.Kid);
        (await host.PostAsync(KeyedClients.Form(assertion))).IsGranted(OAuthHost.ReaderScope);
    }

    [Fact]
    public async Task A_client_whose_form_says_ISO_8859_1_as_Javas_do_gets_a_token()
    {
        var client = await host.AddClientAsync();
        using var form = new StringContent(TokenWire.Encode(client.Form()), Encoding.Latin1, "application/x-www-form-urlencoded");
        Assert.Equal("application/x-www-form-urlencoded; charset=iso-8859-1", form.Headers.ContentType?.ToString());
        using var request = new HttpRequestMessage(HttpMethod.Post, TokenWire.Path) { Content = form };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", "of-a-gateway");

        using var response = await host.Http.SendAsync(request, OAuthHost.Cancellation);

        (await TokenAnswer.OfAsync(response)).IsGranted(OAuthHost.ReaderScope);
    }

    [Fact]
    public async Task An_API_that_knows_the_OpenID_address_alone_verifies_tokens()
    {
        var token = await IssueAsync(portal.Uploaded);
        var audience = new JsonWebToken(token).Audiences.Single();

        var payload = await NodeScript.RunAsync(
            "express-oauth2-jwt-bearer.mjs", [("ISSUER", portal.Issuer), ("AUDIENCE", audience), ("TOKEN", token)], OAuthHost.Cancellation, Older);

        Assert.Equal(portal.Uploaded.Value, payload.GetProperty("sub").GetString());
    }

    [Fact]
    public async Task A_reader_of_the_OpenID_document_finds_what_Java_and_NET_do_not_start_without()
    {
        var read = await OpenIdConnectConfigurationRetriever.GetAsync(
            $"{host.Issuer}/.well-known/openid-configuration", new HttpDocumentRetriever(host.Http) { RequireHttps = false }, OAuthHost.Cancellation);

        // What Nimbus (and so Spring's issuer-uri) throws without: issuer, jwks_uri and at least one subject type.
        Assert.Equal((host.Issuer, $"{host.Issuer}/oauth2/v1/keys"), (read.Issuer, read.JwksUri));
        Assert.Equal(["public"], read.SubjectTypesSupported);
        Assert.Contains("RS256", read.IdTokenSigningAlgValuesSupported);
        Assert.True(new OpenIdConnectConfigurationValidator { MinimumNumberOfKeys = 3 }.Validate(read).Succeeded);
    }

    private async Task<string> IssueAsync(ClientId client)
    {
        var answer = await NodeScript.RunAsync(
            "jose.mjs",
            [
                ("ISSUER", portal.Issuer), ("CLIENT_ID", client.Value), ("ALGORITHM", "ES256"), ("KEY_ID", ""),
                ("PRIVATE_KEY", KeyPairs.PrivatePem("ES256")),
            ],
            OAuthHost.Cancellation);
        return answer.GetProperty("access_token").GetString()!;
    }
}
