using System.Text;

namespace AdminPortal.Tests.OAuth;

public sealed class TokenRequestFormTests(OAuthHost host) : IClassFixture<OAuthHost>
{
    private const string NotAForm = "The content type must be application/x-www-form-urlencoded.";
    private const string Malformed = "The body is not a well-formed form of at most 1024 parameters in UTF-8.";

    [Theory]
    [InlineData("GET")]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    [InlineData("HEAD")]
    [InlineData("OPTIONS")]
    public async Task The_token_endpoint_accepts_POST_only(string method)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), TokenWire.Path);
        using var response = await host.Http.SendAsync(request, OAuthHost.Cancellation);
        var answer = await TokenAnswer.OfAsync(response);

        Assert.Equal(405, answer.Status);
        Assert.Equal("POST", answer.Headers["Allow"]);
        if (method != "HEAD")
        {
            answer.IsRefused(405, "invalid_request", "This endpoint answers POST only.");
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("application/json")]
    [InlineData("text/plain")]
    [InlineData("multipart/form-data; boundary=x")]
    [InlineData("application/x-www-form-urlencoded-not")]
    [InlineData("application/x-www-form-urlencoded, text/plain")]
    [InlineData("text/plain; application/x-www-form-urlencoded")]
    [InlineData(";")]
    public async Task The_body_is_a_form(string? contentType)
    {
        var form = Encoding.ASCII.GetBytes(TokenWire.Encode((await host.AddClientAsync()).Form()));

        (await host.PostAsync(form, contentType)).IsInvalidRequest(NotAForm);
    }

    [Theory]
    [InlineData("Application/X-WWW-Form-Urlencoded; charset=\"UTF-8\"")]
    [InlineData("application/x-www-form-urlencoded; charset=ISO-8859-1")]
    [InlineData("application/x-www-form-urlencoded;charset=us-ascii")]
    [InlineData("application/x-www-form-urlencoded ; charset=utf-16")]
    [InlineData("application/x-www-form-urlencoded; charset=")]
    [InlineData("application/x-www-form-urlencoded;")]
    [InlineData("application/x-www-form-urlencoded; boundary=x; foo")]
    public async Task The_type_of_a_form_has_no_parameters_that_matter(string contentType)
    {
        var form = TokenWire.Encode((await host.AddClientAsync()).Form());

        (await host.PostAsync(Encoding.ASCII.GetBytes(form), contentType)).IsGranted(OAuthHost.ReaderScope);
        (await host.PostAsync(Encoding.ASCII.GetBytes(form + "&a=%00"), contentType)).IsInvalidRequest(Malformed);
        (await host.PostAsync(Encoding.ASCII.GetBytes(form + "&a=%4"), contentType)).IsInvalidRequest(Malformed);
        (await host.PostAsync(Encoding.Latin1.GetBytes(form + "&a=\u00fc"), contentType)).IsInvalidRequest(Malformed);
        (await host.PostAsync(Encoding.Unicode.GetBytes(form), contentType)).IsInvalidRequest(Malformed);
    }

    [Theory]
    [InlineData("client_id")]
    [InlineData("client_secret")]
    [InlineData("client_assertion")]
    [InlineData("client_assertion_type")]
    public async Task Credentials_never_come_from_the_query_nor_reach_a_log(string name)
    {
        var client = await host.AddClientAsync();

        var answer = await host.PostAsync(client.Form(), query: $"?{name}={client.Secret}");

        answer.IsInvalidRequest("Neither client credentials nor a token may be sent in the URL.");
        Assert.DoesNotContain(host.Log.Lines, line => line.Contains(client.Secret, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("grant_type", "client_credentials")]
    [InlineData("scope", OAuthHost.ReaderScope)]
    [InlineData("audience", OAuthHost.Api)]
    [InlineData("client_id", null)]
    [InlineData("client_secret", null)]
    [InlineData("client_assertion", "a.b.c")]
    public async Task A_parameter_has_one_value(string name, string? value)
    {
        var form = (await host.AddClientAsync()).Form();
        var repeated = value ?? form.Single(pair => pair.Name == name).Value;

        var answer = await host.PostAsync([.. form.Without(name), (name, repeated), (name, repeated)]);

        answer.IsInvalidRequest("A parameter is repeated.");
    }

    [Fact]
    public async Task An_unknown_parameter_is_ignored()
    {
        var client = await host.AddClientAsync();

        (await host.PostAsync(client.Form(("foo", "bar"), ("foo", "baz"), ("Scope", "x")))).IsGranted(OAuthHost.ReaderScope);
    }

    [Fact]
    public async Task An_empty_value_is_no_value()
    {
        var client = await host.AddClientAsync();
        var empty = client.Form(("scope", ""), ("audience", ""), ("resource", ""), ("client_assertion", ""));

        (await host.PostAsync(empty)).IsGranted(OAuthHost.ReaderScope);
        var secretless = client.Form().With("client_secret", "");
        (await host.PostAsync(secretless)).IsInvalidClient();
        (await host.PostAsync(secretless, TokenWire.Basic(client.Id.Value, client.Secret))).IsGranted(OAuthHost.ReaderScope);
        (await host.PostAsync(client.Form().With("grant_type", ""))).IsInvalidRequest("grant_type is missing.");
    }

    [Theory]
    [InlineData(null, "invalid_request")]
    [InlineData("password", "unsupported_grant_type")]
    [InlineData("authorization_code", "unsupported_grant_type")]
    [InlineData("refresh_token", "unsupported_grant_type")]
    [InlineData("CLIENT_CREDENTIALS", "unsupported_grant_type")]
    [InlineData("client_credentials ", "unsupported_grant_type")]
    public async Task The_grant_type_is_client_credentials(string? grantType, string error)
    {
        var form = (await host.AddClientAsync()).Form();

        var answer = await host.PostAsync(grantType is null ? form.Without("grant_type") : form.With("grant_type", grantType));

        if (error == "invalid_request")
        {
            answer.IsInvalidRequest("grant_type is missing.");
        }
        else
        {
            answer.IsUnsupportedGrantType();
        }
    }

    [Theory]
    [InlineData("%00")]
    [InlineData("a%00b")]
    [InlineData("%ff%fe")]
    [InlineData("%c0%af")]
    [InlineData("%ed%a0%80")]
    [InlineData("%")]
    [InlineData("%4")]
    [InlineData("%zz")]
    [InlineData("%1\0")]
    [InlineData("%+1")]
    [InlineData("% 1")]
    [InlineData("\0")]
    public async Task Bytes_that_are_no_text_are_the_callers_fault(string encoded)
    {
        var form = TokenWire.Encode((await host.AddClientAsync()).Form());

        foreach (var name in new[] { "grant_type", "scope", "client_id", "client_secret", "resource", "unknown" })
        {
            (await host.PostAsync(Encoding.ASCII.GetBytes($"{form}&{name}={encoded}"))).IsInvalidRequest(Malformed);
            (await host.PostAsync(Encoding.ASCII.GetBytes($"{form}&{name}{encoded}=x"))).IsInvalidRequest(Malformed);
        }
    }

    [Fact]
    public async Task Raw_bytes_that_are_no_UTF_8_are_the_callers_fault() =>
        (await host.PostAsync([.. "grant_type="u8, 0xFF, 0xFE])).IsInvalidRequest(Malformed);

    [Theory]
    [InlineData("'; DROP TABLE ApiClients;--")]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("\r\nSet-Cookie: a=b")]
    [InlineData("${jndi:ldap://x}")]
    [InlineData("../../../etc/passwd")]
    [InlineData("\u202Eevil \uD83D\uDE00 \uFEFF\u0000F\u001B[31m")]
    [InlineData("{0} %s %n")]
    public async Task A_naughty_string_in_any_field_is_the_callers_fault(string naughty)
    {
        naughty = naughty.Replace("\0", "", StringComparison.Ordinal);
        var client = await host.AddClientAsync();
        foreach (var name in new[] { "grant_type", "scope", "audience", "resource", "client_id", "client_secret", "client_assertion" })
        {
            var answer = await host.PostAsync([.. client.Form().Without(name), (name, naughty)]);

            Assert.InRange(answer.Status, 400, 401);
            Assert.Contains("Reference: ", answer.Body, StringComparison.Ordinal);
        }

        Assert.All(host.Log.Lines, line => Assert.DoesNotContain(line, char.IsControl));
    }

    [Fact]
    public async Task A_flood_of_parameters_or_bytes_is_the_callers_fault()
    {
        var form = TokenWire.Encode((await host.AddClientAsync()).Form());
        var flood = string.Concat(Enumerable.Range(0, 1025).Select(number => $"&p{number}=x"));

        (await host.PostAsync(Encoding.ASCII.GetBytes(form + flood))).IsInvalidRequest(Malformed);
        foreach (var (chunked, length) in new[] { (false, 1_000_000), (true, 1_000_000), (false, 4_000_000), (true, 4_000_000) })
        {
            var flooded = Encoding.ASCII.GetBytes($"{form}&pad={new string('x', length)}");
            (await host.PostAsync(flooded, chunked: chunked)).IsRefused(413, "invalid_request", "The body is too long.");
            (await host.PostAsync(Encoding.ASCII.GetBytes(form), chunked: chunked)).IsGranted(OAuthHost.ReaderScope);
        }
    }

    [Fact]
    public async Task Broken_chunks_are_the_callers_fault()
    {
        var answer = await host.SendRawAsync(
            "Content-Type: application/x-www-form-urlencoded\r\nTransfer-Encoding: chunked\r\n", "zz\r\nnot a chunk\r\n"u8.ToArray());

        Assert.StartsWith("HTTP/1.1 400 ", answer, StringComparison.Ordinal);
        Assert.Contains("\"error\":\"invalid_request\"", answer, StringComparison.Ordinal);
    }
}
