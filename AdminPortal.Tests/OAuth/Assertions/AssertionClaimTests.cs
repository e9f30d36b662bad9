using System.Globalization;
using System.Text;
using static AdminPortal.Tests.Domain.TokenService.Assertions.TestAssertion;

namespace AdminPortal.Tests.OAuth.Assertions;

/// <summary>The claims of RFC 7523 section 3, one broken at a time, as a form post to the token endpoint.</summary>
public sealed class AssertionClaimTests(OAuthHost host) : IClassFixture<OAuthHost>
{
    private const string FormType = "Content-Type: application/x-www-form-urlencoded\r\n";

    [Fact]
    public async Task Issuer_and_subject_are_the_client()
    {
        var (client, other) = (await host.AddKeyedClientAsync(), await host.AddKeyedClientAsync());
        foreach (var claim in (string[])["iss", "sub"])
        {
            await host.DenyAsync(host.Assertion(client).Without(claim));
            await host.DenyAsync(host.Assertion(client).With(claim, Quote(other.Id.Value)));
            await host.DenyAsync(host.Assertion(client).With(claim, Quote(client.Id.Value.ToUpperInvariant())));
            await host.DenyAsync(host.Assertion(client).With(claim, $"[{Quote(client.Id.Value)}]"));
        }

        await host.DenyAsync(host.Assertion(client).Without("iss", "sub"));
        await host.AllowAsync(host.Assertion(client));
    }

    [Theory]
    [InlineData("\"{0}\"", true)]
    [InlineData("[\"{0}\"]", true)]
    [InlineData("\"{0}/oauth2/v1/token\"", true)]
    [InlineData("[\"{0}\",\"https://other.example\"]", false)]
    [InlineData("[\"{0}\",\"{0}/oauth2/v1/token\"]", true)]
    [InlineData("[\"{0}/oauth2/v1/token\",\"{0}\",\"https://other.example\"]", false)]
    [InlineData("[]", false)]
    [InlineData("\"{0}/\"", false)]
    [InlineData("\"{0}/oauth2/v1/token/\"", false)]
    [InlineData("\"{0}/oauth2/v1/introspect\"", false)]
    [InlineData("\"https://localhost\"", false)]
    [InlineData("\"https://other.example\"", false)]
    [InlineData("\"{0} \"", false)]
    [InlineData("null", false)]
    [InlineData("7", false)]
    public async Task The_audience_is_this_server_alone(string audience, bool isTaken)
    {
        var assertion = host.Assertion(await host.AddKeyedClientAsync()).With("aud", audience.Replace("{0}", host.Issuer, StringComparison.Ordinal));

        await (isTaken ? host.AllowAsync(assertion) : host.DenyAsync(assertion));
    }

    [Theory]
    [InlineData("evil.example", "")]
    [InlineData("evil.example", "X-Forwarded-Host: evil.example\r\nX-Forwarded-Proto: http\r\n")]
    [InlineData("localhost", "Forwarded: host=evil.example;proto=http\r\n")]
    public async Task No_Host_that_is_sent_makes_another_audience_right(string hostHeader, string headers)
    {
        var client = await host.AddKeyedClientAsync();
        foreach (var audience in (string[])["http://evil.example", "https://evil.example", "http://evil.example/oauth2/v1/token"])
        {
            var body = Encoding.ASCII.GetBytes(TokenWire.Encode(host.Assertion(client).With("aud", Quote(audience)).Form()));
            var answer = await host.SendRawAsync($"{headers}{FormType}Content-Length: {body.Length}\r\n", body, hostHeader);
            Assert.Matches("^HTTP/1.1 40[01] ", answer);
            Assert.DoesNotContain("access_token", answer, StringComparison.Ordinal);
        }

        await host.DenyAsync(host.Assertion(client).Without("aud"));
    }

    [Theory]
    [InlineData("\"JWT\"", true)]
    [InlineData("\"jwt\"", true)]
    [InlineData("\"client-authentication+jwt\"", true)]
    [InlineData("\"application/client-authentication+jwt\"", true)]
    [InlineData(null, true)]
    [InlineData("\"at+jwt\"", false)]
    [InlineData("\"dpop+jwt\"", false)]
    [InlineData("\"JOSE\"", false)]
    [InlineData("\"\"", false)]
    [InlineData("null", false)]
    public async Task The_type_is_that_of_an_assertion_or_left_out(string? type, bool isTaken)
    {
        var assertion = host.Assertion(await host.AddKeyedClientAsync());
        assertion = type is null ? assertion.WithoutHeader("typ") : assertion.WithHeader("typ", type);

        await (isTaken ? host.AllowAsync(assertion) : host.DenyAsync(assertion));
    }

    [Theory]
    [InlineData("exp", -61, false)]
    [InlineData("exp", -59, true)]
    [InlineData("exp", 0, true)]
    [InlineData("exp", 660, true)]
    [InlineData("exp", 661, false)]
    [InlineData("exp", 61 * 60, false)]
    [InlineData("exp", 10 * 365 * 86_400, false)]
    public Task An_assertion_ends_and_soon(string claim, int seconds, bool isTaken) => JudgeAsync(claim, seconds, isTaken);

    [Fact]
    public async Task An_assertion_without_an_end_is_refused() =>
        await host.DenyAsync(host.Assertion(await host.AddKeyedClientAsync()).Without("exp"));

    [Theory]
    [InlineData("iat", 8, true)]
    [InlineData("iat", 60, true)]
    [InlineData("iat", 61, false)]
    [InlineData("iat", -660, true)]
    [InlineData("iat", -661, false)]
    [InlineData("iat", -7 * 86_400, false)]
    [InlineData("nbf", 8, true)]
    [InlineData("nbf", 61, false)]
    [InlineData("nbf", -7 * 86_400, true)]
    public Task Clocks_may_differ_by_a_minute(string claim, int seconds, bool isTaken) => JudgeAsync(claim, seconds, isTaken);

    [Fact]
    public async Task A_jti_of_a_megabyte_is_refused_before_it_is_read()
    {
        var assertion = host.Assertion(await host.AddKeyedClientAsync()).With("jti", Quote(new string('j', 1024 * 1024)));

        var answer = await host.PostAsync(assertion.Form());

        Assert.Equal((413, "invalid_request"), (answer.Status, answer.Json.GetProperty("error").GetString()));
    }

    [Fact]
    public async Task A_key_is_found_by_its_name_and_without_one_by_trying()
    {
        var (one, several) = (await host.AddKeyedClientAsync(), await host.AddClientOfEveryKeyAsync());
        var name = Key("ES256").Name;

        foreach (var client in new[] { one, several })
        {
            await host.AllowAsync(host.Assertion(client));
            await host.AllowAsync(host.Assertion(client).WithHeader("kid", Quote(name)));
            await host.AllowAsync(host.Assertion(client).WithHeader("kid", "\"nobody agreed on one\""));
        }

        await host.DenyAsync(host.Assertion(several).WithHeader("kid", Quote(Key("RS256").Name)));
    }

    private async Task JudgeAsync(string claim, int seconds, bool isTaken)
    {
        var time = (host.Clock.GetUtcNow().ToUnixTimeSeconds() + seconds).ToString(CultureInfo.InvariantCulture);
        var assertion = host.Assertion(await host.AddKeyedClientAsync()).With(claim, time);

        await (isTaken ? host.AllowAsync(assertion) : host.DenyAsync(assertion));
    }
}
