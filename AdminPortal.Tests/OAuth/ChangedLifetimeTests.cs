using AdminPortal.Domain.AccessTokens.Listing;
using AdminPortal.Domain.AccessTokens.Rules;
using AdminPortal.Domain.ApiClients.Rules;
using Microsoft.IdentityModel.JsonWebTokens;

namespace AdminPortal.Tests.OAuth;

/// <summary>The list of a client whose tokens live for different times.</summary>
public sealed class ChangedLifetimeTests(OAuthHost host) : IClassFixture<OAuthHost>
{
    [Theory]
    [InlineData("1", "1440")]
    [InlineData("1440", "1")]
    public async Task A_token_is_listed_as_active_for_as_long_as_its_client_said_when_it_was_issued(string before, string after)
    {
        var client = await host.AddClientAsync(new ApiClientDetails { AccessTokenLifetime = before }, OAuthHost.Reader);
        var first = await IssueAsync(client);
        await host.ChangeAsync(client, details => details with { AccessTokenLifetime = after });
        var second = await IssueAsync(client);
        host.Clock.Advance(TimeSpan.FromHours(23));

        var (active, expired) = before == "1440" ? (first, second) : (second, first);
        Assert.Equal([active], await ListAsync(client, TokenStatus.Active));
        Assert.Equal([expired], await ListAsync(client, TokenStatus.Expired));
    }

    private async Task<Guid> IssueAsync(TestClient client) => Guid.Parse(new JsonWebToken((await host.PostAsync(client.Form())).AccessToken).Id);

    private async Task<IEnumerable<Guid>> ListAsync(TestClient client, TokenStatus status)
    {
        var query = new TokenQuery { Client = client.Id, Status = status };
        return (await host.Get<ListIssuedTokens>().ExecuteAsync(query, OAuthHost.Superuser, OAuthHost.Cancellation)).Value.Rows.Select(row => row.JwtId);
    }
}
