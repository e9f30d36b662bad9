using Microsoft.IdentityModel.JsonWebTokens;

namespace AdminPortal.Tests.OAuth;

public sealed class TargetTests(OAuthHost host) : IClassFixture<OAuthHost>
{
    [Theory]
    [InlineData("api.example")]
    [InlineData("/api")]
    [InlineData("https://api.example#part")]
    [InlineData("https://api.example/#")]
    [InlineData("https://unknown.example")]
    [InlineData("https://api.example//")]
    [InlineData("https://operations.example")]
    public async Task A_resource_is_an_absolute_URI_without_fragment_known_and_granted(string resource)
    {
        var client = await host.AddClientAsync(OAuthHost.Reader);

        (await host.PostAsync(client.Form(("resource", resource)))).IsInvalidTarget();
        (await host.PostAsync(client.Form(("audience", resource)))).IsInvalidTarget();
    }

    [Theory]
    [InlineData("https://api.example", "https://api.example")]
    [InlineData("https://api.example/", "https://api.example")]
    [InlineData("https://operations.example", "https://operations.example/")]
    [InlineData("https://operations.example/", "https://operations.example/")]
    public async Task The_audience_is_the_asked_resource_as_the_catalogue_writes_it(string resource, string audience)
    {
        var client = await host.AddClientAsync(OAuthHost.Reader, OAuthHost.Operator);

        var answer = await host.PostAsync(client.Form(("resource", resource)));

        Assert.Equal([audience], new JsonWebToken(answer.AccessToken).Audiences);
    }

    [Fact]
    public async Task A_token_has_one_audience()
    {
        var client = await host.AddClientAsync(OAuthHost.Reader, OAuthHost.Operator);

        (await host.PostAsync(client.Form(("resource", OAuthHost.Api), ("resource", OAuthHost.Api + "/")))).IsGranted(OAuthHost.ReaderScope);
        (await host.PostAsync(client.Form(("resource", OAuthHost.Api), ("resource", OAuthHost.Operations)))).IsInvalidTarget();
        (await host.PostAsync(client.Form(("audience", OAuthHost.Api), ("resource", OAuthHost.Operations)))).IsInvalidTarget();
    }

    [Fact]
    public async Task Audience_is_another_word_for_resource()
    {
        var client = await host.AddClientAsync(OAuthHost.Reader, OAuthHost.Operator);

        (await host.PostAsync(client.Form(("audience", OAuthHost.Operations)))).IsGranted(OAuthHost.OperatorScope);
        (await host.PostAsync(client.Form(("audience", OAuthHost.Api + "/"), ("resource", OAuthHost.Api)))).IsGranted(OAuthHost.ReaderScope);
    }

    [Fact]
    public async Task A_scope_of_one_service_is_never_valid_at_another()
    {
        var client = await host.AddClientAsync(OAuthHost.Reader, OAuthHost.Operator);

        (await host.PostAsync(client.Form(("scope", OAuthHost.OperatorScope)))).IsInvalidScope();
        (await host.PostAsync(client.Form(("scope", OAuthHost.ReaderScope), ("resource", OAuthHost.Operations)))).IsInvalidScope();
        (await host.PostAsync(client.Form(("resource", OAuthHost.Operations)))).IsGranted(OAuthHost.OperatorScope);
    }

    [Fact]
    public async Task A_client_without_a_role_at_the_default_resource_server_must_name_another() =>
        (await host.PostAsync((await host.AddClientAsync(OAuthHost.Operator)).Form())).IsInvalidTarget();
}
