using Duende.IdentityModel.Client;

namespace AdminPortal.Tests.OAuth.ThirdParty;

/// <summary>A client library that other people wrote asks about tokens and ends them. All it is told is the issuer, an ID and a secret.</summary>
public sealed class ThirdPartyQuestionTests(OAuthHost host) : IClassFixture<OAuthHost>
{
    [Fact]
    public async Task A_library_finds_the_endpoints_by_the_metadata_and_reads_what_they_answer()
    {
        var client = await host.AddClientAsync();
        var metadata = await host.Http.GetDiscoveryDocumentAsync(host.Issuer, OAuthHost.Cancellation);
        Assert.False(metadata.IsError, metadata.Error);
        var token = await host.IssueAsync(client);

        var before = await IntrospectAsync();
        using var revocation = new TokenRevocationRequest
        {
            Address = metadata.RevocationEndpoint,
            ClientId = client.Id.Value,
            ClientSecret = client.Secret,
            Token = token,
            TokenTypeHint = "access_token",
        };
        var revoked = await host.Http.RevokeTokenAsync(revocation, OAuthHost.Cancellation);
        var after = await IntrospectAsync();

        Assert.True(before.IsActive);
        Assert.Contains(before.Claims, claim => claim is { Type: "scope", Value: OAuthHost.ReaderScope });
        Assert.Contains(before.Claims, claim => claim.Type == "client_id" && claim.Value == client.Id.Value);
        Assert.False(revoked.IsError, revoked.Error);
        Assert.Equal((false, false), (after.IsError, after.IsActive));

        async Task<TokenIntrospectionResponse> IntrospectAsync()
        {
            using var question = new TokenIntrospectionRequest
            {
                Address = metadata.IntrospectionEndpoint,
                ClientId = client.Id.Value,
                ClientSecret = client.Secret,
                Token = token,
            };
            return await host.Http.IntrospectTokenAsync(question, OAuthHost.Cancellation);
        }
    }
}
