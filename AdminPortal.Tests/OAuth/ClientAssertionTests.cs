using AdminPortal.Domain.TokenService.Authentication;
using AdminPortal.Tests.Domain.TokenService.Assertions;

namespace AdminPortal.Tests.OAuth;

public sealed class ClientAssertionTests(OAuthHost host) : IClassFixture<OAuthHost>
{
    internal const string JwtBearer = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    [Fact]
    public async Task An_assertion_comes_with_its_type()
    {
        var form = Form((await host.AddClientAsync()).Id.Value);

        (await host.PostAsync(form.Without("client_assertion_type"))).IsInvalidRequest("client_assertion requires client_assertion_type.");
        (await host.PostAsync(form.With("client_assertion_type", ""))).IsInvalidRequest("client_assertion requires client_assertion_type.");
        (await host.PostAsync(form.Without("client_assertion"))).IsInvalidRequest("client_assertion_type requires client_assertion.");
        (await host.PostAsync([.. form, ("client_assertion_type", JwtBearer)])).IsInvalidRequest("A parameter is repeated.");
    }

    [Theory]
    [InlineData(JwtBearer + " ")]
    [InlineData("URN:IETF:PARAMS:OAUTH:CLIENT-ASSERTION-TYPE:JWT-BEARER")]
    [InlineData("urn:ietf:params:oauth:client-assertion-type:saml2-bearer")]
    [InlineData("jwt-bearer")]
    public async Task Every_other_type_fails_to_authenticate(string type)
    {
        var answer = await host.PostAsync(Form((await host.AddClientAsync()).Id.Value).With("client_assertion_type", type));

        answer.IsInvalidClient();
        HasReason(answer, $"client_assertion_type is not {JwtBearer}");
    }

    [Fact]
    public async Task Who_holds_no_key_is_refused_like_who_does_not_exist_and_costs_the_store_as_much()
    {
        var (keyless, disabled) = (await host.AddClientAsync(), await host.AddClientAsync());
        await host.DisableAsync(disabled);
        (await host.PostAsync(keyless.Form())).IsGranted(OAuthHost.ReaderScope);
        // Past the age of any copy, and not as far as the next look of what the portal does each minute.
        host.Clock.Advance(ClientDirectory.Freshness + TimeSpan.FromSeconds(1));
        foreach (var (clientId, reason) in new[]
            { ("z9z9z9z9z9z9z", "unknown client"), (keyless.Id.Value, "no key is registered"), (disabled.Id.Value, "no key is registered") })
        {
            var before = host.StoreReads;
            var answer = await host.PostAsync(Form(clientId));
            answer.IsInvalidClient();
            Assert.Equal(1, host.StoreReads - before);
            HasReason(answer, reason);
            HasClient(answer, clientId);
        }
    }

    [Fact]
    public async Task The_client_id_beside_an_assertion_may_be_left_out_and_must_be_its_subject()
    {
        var (client, other) = (await host.AddClientAsync(), await host.AddClientAsync());
        var form = Form(client.Id.Value);

        HasReason(await host.PostAsync([.. form, ("client_id", client.Id.Value)]), "no key is registered");
        HasReason(
            await host.PostAsync([.. form, ("client_id", other.Id.Value)]), $"iss and sub are '{client.Id}', the client is '{other.Id}'");
    }

    [Fact]
    public async Task An_access_token_is_no_assertion()
    {
        var client = await host.AddClientAsync();
        var token = (await host.PostAsync(client.Form())).AccessToken;

        var answer = await host.PostAsync(Form(client.Id.Value).With("client_assertion", token));

        answer.IsInvalidClient();
        HasReason(answer, "typ 'at+jwt' is not that of a client assertion; it may be JWT or client-authentication+jwt, or absent");
    }

    [Fact]
    public async Task A_long_assertion_is_a_malformed_request()
    {
        var form = Form((await host.AddClientAsync()).Id.Value).With("client_assertion", new string('a', 100_000));

        (await host.PostAsync(form)).IsInvalidRequest("client_assertion is longer than 65536 characters.");
    }

    [Fact]
    public async Task No_assertion_reaches_a_log()
    {
        var form = Form((await host.AddClientAsync()).Id.Value);
        await host.PostAsync(form);

        Assert.All(
            form.Single(pair => pair.Name == "client_assertion").Value.Split('.'),
            part => Assert.DoesNotContain(host.Log.Lines, line => line.Contains(part, StringComparison.Ordinal)));
    }

    private List<(string Name, string Value)> Form(string clientId) =>
    [
        ("grant_type", "client_credentials"),
        ("client_assertion_type", JwtBearer),
        ("client_assertion", TestAssertion.For(clientId, host.Issuer, host.Clock.GetUtcNow()).Write()),
    ];

    private void HasReason(TokenAnswer answer, string reason) => Assert.EndsWith($": {reason}", LineOf(answer), StringComparison.Ordinal);

    private void HasClient(TokenAnswer answer, string clientId) => Assert.Contains($"client {clientId} ", LineOf(answer), StringComparison.Ordinal);

    private string LineOf(TokenAnswer answer) =>
        Assert.Single(host.Log.Lines, line => line.Contains($"reference {answer.Reference}", StringComparison.Ordinal));
}
