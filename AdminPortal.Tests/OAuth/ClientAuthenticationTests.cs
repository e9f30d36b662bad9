using AdminPortal.Domain.ApiClients.Rules.Secrets;
using AdminPortal.Domain.ApiClients.Secrets;
using AdminPortal.Domain.TokenService.Authentication;

namespace AdminPortal.Tests.OAuth;

public sealed class ClientAuthenticationTests(OAuthHost host) : IClassFixture<OAuthHost>
{
    private const string TwoMethods = "More than one method of client authentication is presented.";

    [Fact]
    public async Task A_request_has_one_method_of_authentication_even_when_all_are_right()
    {
        var client = await host.AddClientAsync();
        var basic = TokenWire.Basic(client.Id.Value, client.Secret);

        (await host.PostAsync(client.Form(), basic)).IsInvalidRequest(TwoMethods);
        (await host.PostAsync([.. client.Form().Without("client_secret"), ("client_assertion", "a.b.c")], basic)).IsInvalidRequest(TwoMethods);
        (await host.PostAsync(client.Form(("client_assertion", "a.b.c")))).IsInvalidRequest(TwoMethods);
        (await host.PostAsync(client.Form(("client_assertion", "a.b.c"), ("client_assertion_type", ClientAssertionTests.JwtBearer))))
            .IsInvalidRequest(TwoMethods);
        (await host.PostAsync(client.Form(), "basic x")).IsInvalidRequest(TwoMethods);
    }

    [Theory]
    [InlineData("Bearer eyJhbGciOiJSUzI1NiJ9.e30.c2ln")]
    [InlineData("Digest username=\"gateway\"")]
    [InlineData("Negotiate YII")]
    [InlineData("Basically YTpi")]
    [InlineData("Bearer")]
    [InlineData("")]
    public async Task An_Authorization_header_of_another_scheme_is_no_client_authentication(string authorization)
    {
        var client = await host.AddClientAsync();
        var keyed = await host.AddKeyedClientAsync();

        (await host.PostAsync(client.Form(), authorization)).IsGranted(OAuthHost.ReaderScope);
        (await host.PostAsync(host.Assertion(keyed).Form(), authorization)).IsGranted(OAuthHost.ReaderScope);
        (await host.PostAsync(client.Form().Without("client_secret"), authorization)).IsInvalidClient();
        var beside = $"Authorization: {authorization}\r\nAuthorization: {TokenWire.Basic(client.Id.Value, client.Secret)}\r\n";
        Assert.StartsWith("HTTP/1.1 200 ", await SendAsync(beside), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_client_id_in_the_body_is_the_one_in_the_header()
    {
        var client = await host.AddClientAsync();
        var basic = TokenWire.Basic(client.Id.Value, client.Secret);
        var form = client.Form().Without("client_secret");

        (await host.PostAsync(form, basic)).IsGranted(OAuthHost.ReaderScope);
        (await host.PostAsync(form.Without("client_id"), basic)).IsGranted(OAuthHost.ReaderScope);
        (await host.PostAsync(form.With("client_id", "a1b2c3d4e5f6g"), basic))
            .IsInvalidRequest("client_id in the body differs from the one in the Authorization header.");
    }

    [Fact]
    public async Task Basic_values_are_form_encoded()
    {
        var client = await host.AddClientAsync();
        string Escape(string text) => string.Concat(text.Select(c => $"%{(int)c:X2}"));

        var answer = await host.PostAsync([("grant_type", "client_credentials")], TokenWire.Basic(Escape(client.Id.Value), Escape(client.Secret)));

        answer.IsGranted(OAuthHost.ReaderScope);
    }

    [Theory]
    [InlineData("Basic")]
    [InlineData("Basic ")]
    [InlineData("Basic ???")]
    [InlineData("Basic YQ")]
    [InlineData("Basic bm9jb2xvbg==")]
    [InlineData("Basic OnNlY3JldA==")]
    [InlineData("Basic //4=")]
    [InlineData("Basic JTAwOiUwMA==")]
    [InlineData("Basic YTolenp6")]
    [InlineData("Bearer abc")]
    [InlineData("Digest username=x")]
    [InlineData("Basic YTpi, Basic YTpi")]
    public async Task Malformed_Basic_is_an_authentication_that_failed(string authorization) =>
        (await host.PostAsync([("grant_type", "client_credentials")], authorization)).IsInvalidClient();

    [Fact]
    public async Task Two_Authorization_headers_are_a_malformed_request()
    {
        var client = await host.AddClientAsync();
        var basic = $"Authorization: {TokenWire.Basic(client.Id.Value, client.Secret)}\r\n";

        var answer = await SendAsync(basic + basic);

        Assert.StartsWith("HTTP/1.1 400 ", answer, StringComparison.Ordinal);
        Assert.Contains("\"error_description\":\"The Authorization header is repeated. Reference: ", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_secret_in_Basic_is_refused_with_a_challenge()
    {
        var client = await host.AddClientAsync();

        (await host.PostAsync([("grant_type", "client_credentials")], TokenWire.Basic(client.Id.Value, "wrong"))).IsInvalidClient();
        (await host.PostAsync([("grant_type", "client_credentials")], TokenWire.Basic(client.Id.Value, ""))).IsInvalidClient();
    }

    [Fact]
    public async Task A_wrong_or_absent_secret_in_the_body_is_refused()
    {
        var client = await host.AddClientAsync();

        (await host.PostAsync(client.Form().With("client_secret", PlaintextSecret.Generate().Reveal()))).IsInvalidClient();
        (await host.PostAsync(client.Form().Without("client_secret"))).IsInvalidClient();
        (await host.PostAsync(client.Form().Without("client_secret", "client_id"))).IsInvalidClient();
        (await host.PostAsync(client.Form().Without("client_id"))).IsInvalidRequest("client_secret requires client_id.");
    }

    [Fact]
    public async Task Unknown_disabled_expired_and_wrong_look_alike_and_cost_the_store_alike()
    {
        var (atWork, disabled, expired) = (await host.AddClientAsync(), await host.AddClientAsync(), await host.AddClientAsync());
        host.Clock.Advance(TimeSpan.FromDays(SecretValidity.Default.Days));
        await host.DisableAsync(disabled);
        var renewed = PlaintextSecret.Generate();
        await host.Get<AddClientSecret>().ExecuteAsync(
            new(atWork.Id, new(renewed.Hash(), SecretValidity.Default), null, null), OAuthHost.Superuser, OAuthHost.Cancellation);
        (await host.PostAsync(atWork.Form().With("client_secret", renewed.Reveal()))).IsGranted(OAuthHost.ReaderScope);
        // Past the age of any copy, and not as far as the next look of what the portal does each minute.
        host.Clock.Advance(ClientDirectory.Freshness + TimeSpan.FromSeconds(1));
        var answers = new List<(TokenAnswer Answer, int StoreReads)>();
        var unknown = atWork.Form().With("client_id", "a1b2c3d4e5f6g");
        foreach (var form in new[] { unknown, disabled.Form(), expired.Form(), atWork.Form().With("client_secret", "wrong") })
        {
            var before = host.StoreReads;
            var answer = await host.PostAsync(form);
            answer.IsInvalidClient();
            answers.Add((answer, host.StoreReads - before));
        }

        Assert.All(answers, answer => Assert.Equal(1, answer.StoreReads));
        Assert.Single(answers.Select(answer => WithoutReferenceAndDate(answer.Answer)).Distinct());
    }

    private static string WithoutReferenceAndDate(TokenAnswer answer)
    {
        var headers = answer.Headers.Where(header => header.Key != "Date").OrderBy(header => header.Key, StringComparer.Ordinal);
        return string.Join('\n', headers.Select(header => $"{header.Key}: {header.Value}"))
            + answer.Body.Replace(answer.Reference, "", StringComparison.Ordinal);
    }

    [Fact]
    public async Task By_its_reference_a_refusal_has_its_reason_in_the_log()
    {
        var (client, disabled) = (await host.AddClientAsync(), await host.AddClientAsync());
        await host.DisableAsync(disabled);

        var answers = new Dictionary<string, TokenAnswer>
        {
            ["unknown client"] = await host.PostAsync(client.Form().With("client_id", "a1b2c3d4e5f6g")),
            ["wrong secret"] = await host.PostAsync(client.Form().With("client_secret", PlaintextSecret.Generate().Reveal())),
            ["malformed secret: its checksum is wrong, so it was truncated or mistyped"] =
                await host.PostAsync(client.Form().With("client_secret", client.Secret[..^1])),
            ["client is inactive"] = await host.PostAsync(disabled.Form()),
        };

        Assert.All(answers, answer => Assert.Single(
            host.Log.Lines,
            line => line.Contains($"reference {answer.Value.Reference}", StringComparison.Ordinal)
                && line.EndsWith($": {answer.Key}", StringComparison.Ordinal)));
        Assert.DoesNotContain(host.Log.Lines, line => line.Contains(PlaintextSecret.Prefix, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Who_is_not_authenticated_learns_nothing_of_grants_scopes_or_audiences()
    {
        var form = (await host.AddClientAsync()).Form(("scope", "\"nonsense\""), ("resource", "no-uri"));

        var answer = await host.PostAsync(form.With("grant_type", "password").With("client_secret", "wrong"));

        answer.IsInvalidClient();
    }

    [Fact]
    public async Task A_disabled_client_gets_no_token_from_the_very_next_request_on()
    {
        var client = await host.AddClientAsync();
        (await host.PostAsync(client.Form())).IsGranted(OAuthHost.ReaderScope);

        await host.DisableAsync(client);
        (await host.PostAsync(client.Form())).IsInvalidClient();
        await host.ChangeAsync(client, details => details with { IsActive = true });
        (await host.PostAsync(client.Form())).IsGranted(OAuthHost.ReaderScope);
    }

    [Fact]
    public async Task An_expired_secret_stops_at_its_very_instant()
    {
        var client = await host.AddClientAsync();
        host.Clock.Advance(TimeSpan.FromDays(SecretValidity.Default.Days) - TimeSpan.FromMilliseconds(1));
        (await host.PostAsync(client.Form())).IsGranted(OAuthHost.ReaderScope);

        host.Clock.Advance(TimeSpan.FromMilliseconds(1));
        (await host.PostAsync(client.Form())).IsInvalidClient();
    }

    private Task<string> SendAsync(string authorization)
    {
        var body = "grant_type=client_credentials"u8.ToArray();
        return host.SendRawAsync(
            $"{authorization}Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {body.Length}\r\n", body);
    }
}
