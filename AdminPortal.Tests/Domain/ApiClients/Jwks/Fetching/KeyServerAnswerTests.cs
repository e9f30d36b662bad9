using AdminPortal.Domain.ApiClients.Jwks.Fetching;
using AdminPortal.Domain.ApiClients.Rules.Jwks.Fetching;

namespace AdminPortal.Tests.Domain.ApiClients.Jwks.Fetching;

public sealed class KeyServerAnswerTests
{
    private const string Mark = "only-the-stranger-knows";

    public static TheoryData<string, string, JwksFailure> BadAnswers => new()
    {
        { "HTTP/1.1 500 " + Mark, Mark, new JwksFailure.BadStatus(500) },
        { "HTTP/1.1 503 Busy\r\nRetry-After: 1", "", new JwksFailure.BadStatus(503) },
        { "HTTP/1.1 404 Not Found", Mark, new JwksFailure.BadStatus(404) },
        { $"HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Basic realm=\"{Mark}\"", "", new JwksFailure.BadStatus(401) },
        { "HTTP/1.1 407 Proxy\r\nProxy-Authenticate: NTLM", "", new JwksFailure.BadStatus(407) },
        { "HTTP/1.1 204 No Content", "", new JwksFailure.BadStatus(204) },
        { "HTTP/1.1 206 Partial\r\nContent-Type: application/json", "{}", new JwksFailure.BadStatus(206) },
        { "HTTP/1.1 304 Not Modified", "", new JwksFailure.BadStatus(304) },
        { "HTTP/1.1 200 OK\r\nContent-Type: text/html", Mark, new JwksFailure.WrongContentType("text/html") },
        { "HTTP/1.1 200 OK\r\nContent-Type: text/plain; charset=utf-8", PublishedKeys.Json(), new JwksFailure.WrongContentType("text/plain") },
        { "HTTP/1.1 200 OK\r\nContent-Type: application/octet-stream", PublishedKeys.Json(), new JwksFailure.WrongContentType("application/octet-stream") },
        { "HTTP/1.1 200 OK", PublishedKeys.Json(), new JwksFailure.WrongContentType(null) },
        { "HTTP/1.1 200 OK\r\nContent-Type: json", PublishedKeys.Json(), new JwksFailure.WrongContentType(null) },
        { "HTTP/1.1 200 OK\r\nContent-Type: application/json", Mark, new JwksFailure.NotJson() },
        { "HTTP/1.1 200 OK\r\nContent-Type: application/json", "", new JwksFailure.NotJson() },
        { "HTTP/1.1 200 OK\r\nContent-Type: application/json", "{\"keys\":[}", new JwksFailure.NotJson() },
        { "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100", "{\"keys\":[]}", new JwksFailure.Interrupted() },
        { "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Encoding: gzip", Mark, new JwksFailure.Compressed() },
        { "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Encoding: identity, br", Mark, new JwksFailure.Compressed() },
        { "SSH-2.0-" + Mark, "", new JwksFailure.Interrupted() },
        { "", "", new JwksFailure.Interrupted() },
    };

    [Theory]
    [MemberData(nameof(BadAnswers), DisableDiscoveryEnumeration = true)]
    public async Task A_bad_answer_is_told_by_its_kind_and_never_echoed(string head, string body, JwksFailure failure)
    {
        await using var server = KeyServer.Answering(head, body);

        Assert.Equal(failure, await server.FailAsync());
        Assert.DoesNotContain(Mark, failure.Sentence(server.Uri()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("\"keys\"")]
    [InlineData("{\"keys\":{}}")]
    public async Task JSON_that_is_no_key_set_is_told_from_no_JSON(string json)
    {
        await using var server = KeyServer.Publishing(json);

        Assert.IsType<JwksFailure.NotAJwkSet>(await server.FailAsync());
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("application/jwk-set+json")]
    [InlineData("application/jwk-set+json; charset=utf-8")]
    [InlineData("Application/JSON;charset=UTF-8")]
    [InlineData("text/json")]
    [InlineData("application/vnd.example.keys+json")]
    public async Task A_key_set_is_fetched_in_every_media_type_of_JSON(string contentType)
    {
        await using var server = KeyServer.Publishing(PublishedKeys.Json(), contentType);

        var fetched = Assert.IsType<JwksFetchOutcome.Fetched>(await server.VisitAsync());

        Assert.Equal("k1", Assert.Single(fetched.Keys.Keys).KeyId);
        Assert.Equal((200, PublishedKeys.Json().Length, null), (fetched.Status, fetched.Bytes, fetched.MaxAge));
        Assert.Equal(contentType.Split(';')[0].ToLowerInvariant(), fetched.MediaType);
    }

    [Theory]
    [InlineData("Cache-Control: public, max-age=600", 600)]
    [InlineData("Cache-Control: max-age=600\r\nAge: 200", 400)]
    [InlineData("Cache-Control: max-age=600\r\nAge: 700", 0)]
    [InlineData("Cache-Control: max-age=600, no-store", 0)]
    [InlineData("Cache-Control: no-cache", 0)]
    [InlineData("Cache-Control: max-age=soon", null)]
    [InlineData("Cache-Control: private", null)]
    public async Task The_age_the_publisher_gives_is_what_is_left_of_it(string headers, int? seconds)
    {
        await using var server = KeyServer.Answering($"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n{headers}", PublishedKeys.Json());

        var fetched = Assert.IsType<JwksFetchOutcome.Fetched>(await server.VisitAsync());

        Assert.Equal(seconds, fetched.MaxAge?.TotalSeconds);
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(303)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task A_redirect_to_a_private_address_is_not_followed_and_its_target_is_shown(int status)
    {
        await using var inside = KeyServer.Publishing(PublishedKeys.Json());
        await using var server = KeyServer.Answering($"HTTP/1.1 {status} Moved\r\nLocation: http://127.0.0.1:{inside.Port}/keys", "{}");

        Assert.Equal(new JwksFailure.Redirected(status, $"http://127.0.0.1:{inside.Port}/keys"), await server.FailAsync());
        Assert.Equal((1, 0), (server.Connections, inside.Connections));
    }

    [Theory]
    [InlineData("https://keys.example.com/jwks.json", "https://keys.example.com/jwks.json")]
    [InlineData("https://u:p@keys.example.com/jwks?token=t#f", "https://keys.example.com/jwks")]
    [InlineData("/elsewhere", "http://127.0.0.1:*/elsewhere")]
    [InlineData("file:///etc/passwd", "file:///etc/passwd")]
    [InlineData("https://keys.example.com/<script>", "https://keys.example.com/%3Cscript%3E")]
    [InlineData("http://", null)]
    [InlineData("", null)]
    public async Task A_redirect_to_a_public_address_is_not_followed_either_and_shows_no_more_than_where(string location, string? target)
    {
        await using var server = KeyServer.Answering($"HTTP/1.1 302 Found\r\nLocation: {location}");

        var redirected = Assert.IsType<JwksFailure.Redirected>(await server.FailAsync());

        Assert.Equal(target?.Replace("*", $"{server.Port}", StringComparison.Ordinal), redirected.Target);
        Assert.Equal(1, server.Connections);
    }

    [Fact]
    public async Task An_endless_redirect_target_is_cut()
    {
        await using var server = KeyServer.Answering($"HTTP/1.1 302 Found\r\nLocation: https://keys.example.com/{new string('k', 4000)}");

        Assert.Equal(JwksFailure.MaxWordsLength, Assert.IsType<JwksFailure.Redirected>(await server.FailAsync()).Target!.Length);
    }
}
