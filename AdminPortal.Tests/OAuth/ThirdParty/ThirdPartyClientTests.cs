using System.IdentityModel.Tokens.Jwt;
using System.Text.Json;
using AdminPortal.Domain;
using AdminPortal.Tests.Domain.ApiClients.PublicKeys;
using AdminPortal.Tests.Domain.TokenService.Assertions;
using Duende.IdentityModel;
using Duende.IdentityModel.Client;

namespace AdminPortal.Tests.OAuth.ThirdParty;

/// <summary>Clients that other people wrote, unmodified, get tokens with keys. All they are told is the issuer, their ID and a key.</summary>
public sealed class ThirdPartyClientTests(KeyedPortal portal) : IClassFixture<KeyedPortal>
{
    [Theory]
    [InlineData("openid-client.mjs", "RS256")]
    [InlineData("openid-client.mjs", "PS256")]
    [InlineData("openid-client.mjs", "ES256")]
    [InlineData("openid-client.mjs", "Ed25519")]
    [InlineData("oauth4webapi.mjs", "RS256")]
    [InlineData("oauth4webapi.mjs", "PS256")]
    [InlineData("oauth4webapi.mjs", "ES256")]
    [InlineData("oauth4webapi.mjs", "Ed25519")]
    [InlineData("jose.mjs", "ES384")]
    [InlineData("jose.mjs", "EdDSA")]
    public async Task A_program_in_JavaScript_gets_tokens_with_an_uploaded_key_and_with_a_published_one(string script, string algorithm)
    {
        HasToken(portal.Uploaded, await RunAsync(script, algorithm, portal.Uploaded, ""));
        HasToken(portal.Published, await RunAsync(script, algorithm, portal.Published, KeyedPortal.KeyIdOf(algorithm)));
    }

    [Theory]
    [InlineData("RS256")]
    [InlineData("PS256")]
    [InlineData("ES256")]
    [InlineData("EdDSA")]
    public async Task A_program_with_Duende_IdentityModel_gets_tokens_with_an_uploaded_key_and_with_a_published_one(string algorithm)
    {
        using var http = new HttpClient();
        var metadata = await http.GetDiscoveryDocumentAsync(portal.Issuer, TestContext.Current.CancellationToken);
        Assert.False(metadata.IsError, metadata.Error);

        foreach (var client in new[] { portal.Uploaded, portal.Published })
        {
            using var request = new ClientCredentialsTokenRequest
            {
                Address = metadata.TokenEndpoint,
                ClientId = client.Value,
                ClientCredentialStyle = ClientCredentialStyle.PostBody,
                ClientAssertion = new() { Type = OidcConstants.ClientAssertionTypes.JwtBearer, Value = Assertion(metadata.Issuer!, client, algorithm) },
            };
            var answer = await http.RequestClientCredentialsTokenAsync(request, TestContext.Current.CancellationToken);
            Assert.False(answer.IsError, answer.Error);
            HasToken(client, answer.Json!.Value);
        }
    }

    private static string Assertion(string issuer, ClientId client, string algorithm) =>
        TestAssertion.For(client.Value, issuer, DateTimeOffset.UtcNow).With("jti", TestAssertion.Quote(Guid.NewGuid().ToString())).By(algorithm).Write();

    private Task<JsonElement> RunAsync(string script, string algorithm, ClientId client, string keyId) => NodeScript.RunAsync(
        script,
        [
            ("ISSUER", portal.Issuer), ("CLIENT_ID", client.Value), ("ALGORITHM", algorithm), ("KEY_ID", keyId),
            ("PRIVATE_KEY", KeyPairs.PrivatePem(algorithm)),
        ],
        TestContext.Current.CancellationToken);

    private static void HasToken(ClientId client, JsonElement answer)
    {
        var token = new JwtSecurityTokenHandler().ReadJwtToken(answer.GetProperty("access_token").GetString());
        Assert.Equal(("at+jwt", client.Value), (token.Header.Typ, token.Subject));
        Assert.NotEmpty(answer.GetProperty("scope").GetString()!);
    }
}
