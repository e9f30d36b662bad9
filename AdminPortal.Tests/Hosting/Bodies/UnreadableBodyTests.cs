using AdminPortal.Tests.Account;
using AdminPortal.Tests.Support;

namespace AdminPortal.Tests.Hosting.Bodies;

/// <summary>Bodies that break HTTP's rules or break off. None of them is a fault of the program's, so none is an error in its log.</summary>
public sealed class UnreadableBodyTests(PortalWithAlice portal) : IClassFixture<PortalWithAlice>
{
    private const string ImpossibleChunk = "FFFFFFFFFFFFFFFF\r\nab";
    private const string NoChunk = "zz\r\nab";

    private static readonly (string Path, string Body)[] Broken =
    [
        ("/oauth2/v1/token", ImpossibleChunk), ("/oauth2/v1/token", NoChunk),
        ("/oauth2/v1/introspect", ImpossibleChunk), ("/oauth2/v1/revoke", ImpossibleChunk),
        ("/sign-in", ImpossibleChunk), ("/sign-in", NoChunk), ("/sign-out", ImpossibleChunk), ("/sign-out", NoChunk), ("/_blazor/disconnect", ImpossibleChunk),
    ];

    private static readonly string[] Paths =
        ["/oauth2/v1/token", "/oauth2/v1/introspect", "/oauth2/v1/revoke", "/sign-in", "/sign-out", "/administration", "/_blazor/disconnect"];

    [Fact]
    public async Task A_body_that_cannot_be_read_is_answered_400_and_is_no_error_of_the_server()
    {
        foreach (var (path, body) in Broken)
        {
            var answer = await RawHttp.AskAsync(portal.Process.PublicUrl, $"{await HeadAsync(path)}Transfer-Encoding: chunked\r\n\r\n{body}");

            Assert.True(answer.StartsWith("HTTP/1.1 400 ", StringComparison.Ordinal), $"{path} answers {answer}");
        }

        await AssertNoErrorAsync();
    }

    [Fact]
    public async Task A_caller_who_hangs_up_in_the_middle_leaves_no_error_behind()
    {
        List<RawHttp> callers = [];
        foreach (var path in Paths)
        {
            foreach (var body in (string[])["Content-Length: 100\r\n\r\nab", "Transfer-Encoding: chunked\r\n\r\n5\r\nab"])
            {
                callers.AddRange([await SendAsync(path, body), await SendAsync(path, body)]);
            }
        }

        // Now the server is at their bodies.
        await Task.Delay(500, TestContext.Current.CancellationToken);
        for (var caller = 0; caller < callers.Count; caller += 2)
        {
            callers[caller].Dispose();
            callers[caller + 1].Reset();
        }

        await AssertNoErrorAsync();
        Assert.DoesNotContain(portal.Process.Log, line => line.Contains("Refused (server_error)", StringComparison.Ordinal));
    }

    private async Task<RawHttp> SendAsync(string path, string body)
    {
        var raw = await RawHttp.ConnectAsync(portal.Process.PublicUrl);
        await raw.SendAsync(await HeadAsync(path) + body);
        return raw;
    }

    // Signed in, or some of the addresses would not read the body at all.
    private async Task<string> HeadAsync(string path)
    {
        var session = await portal.SessionCookieAsync();
        return $"POST {path} HTTP/1.1\r\nHost: {portal.Process.PublicUrl.Authority}\r\nCookie: {session}\r\n"
            + "Content-Type: application/x-www-form-urlencoded\r\nAccept: text/html\r\n";
    }

    // What a hang-up brings with it comes a moment after it.
    private async Task AssertNoErrorAsync()
    {
        await Task.Delay(500, TestContext.Current.CancellationToken);

        Assert.DoesNotContain(
            portal.Process.Log,
            line => line.Contains(" fail: ", StringComparison.Ordinal) || line.Contains("   at ", StringComparison.Ordinal));
    }
}
