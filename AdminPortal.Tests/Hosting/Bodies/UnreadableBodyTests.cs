using AdminPortal.Tests.Account;
using AdminPortal.Tests.Support;

namespace AdminPortal.Tests.Hosting.Bodies;

/// <summary>Bodies that break HTTP's rules or break off. None of them is a fault of the program's, so none is an error in its log.</summary>
public sealed class UnreadableBodyTests(PortalWithAlice portal) : IClassFixture<PortalWithAlice>
{
    private const string ImpossibleChunk = "FFFFFFFFFFFFFFFF\r\nab";
    private const string NoChunk = "zz\r\nab";

    [Theory]
    [InlineData("/oauth2/v1/token", ImpossibleChunk)]
    [InlineData("/oauth2/v1/token", NoChunk)]
    [InlineData("/oauth2/v1/introspect", ImpossibleChunk)]
    [InlineData("/oauth2/v1/revoke", ImpossibleChunk)]
    [InlineData("/sign-in", ImpossibleChunk)]
    [InlineData("/sign-in", NoChunk)]
    [InlineData("/sign-out", ImpossibleChunk)]
    [InlineData("/sign-out", NoChunk)]
    [InlineData("/_blazor/disconnect", ImpossibleChunk)]
    public async Task A_body_that_cannot_be_read_is_answered_400_and_is_no_error_of_the_server(string path, string body)
    {
        var answer = await RawHttp.AskAsync(portal.Process.PublicUrl, $"{await HeadAsync(path)}Transfer-Encoding: chunked\r\n\r\n{body}");

        Assert.StartsWith("HTTP/1.1 400 ", answer, StringComparison.Ordinal);
        await AssertNoErrorAsync();
    }

    [Theory]
    [InlineData("/oauth2/v1/token")]
    [InlineData("/oauth2/v1/introspect")]
    [InlineData("/oauth2/v1/revoke")]
    [InlineData("/sign-in")]
    [InlineData("/sign-out")]
    [InlineData("/administration")]
    [InlineData("/_blazor/disconnect")]
    public async Task A_caller_who_hangs_up_in_the_middle_leaves_no_error_behind(string path)
    {
        foreach (var end in (Action<RawHttp>[])[raw => raw.Dispose(), raw => raw.Reset()])
        {
            foreach (var body in (string[])["Content-Length: 100\r\n\r\nab", "Transfer-Encoding: chunked\r\n\r\n5\r\nab"])
            {
                var raw = await RawHttp.ConnectAsync(portal.Process.PublicUrl);
                await raw.SendAsync(await HeadAsync(path) + body);
                await Task.Delay(100, TestContext.Current.CancellationToken);
                end(raw);
            }
        }

        await AssertNoErrorAsync();
        Assert.DoesNotContain(portal.Process.Log, line => line.Contains("Refused (server_error)", StringComparison.Ordinal));
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

        Assert.DoesNotContain(portal.Process.Log, line => line.Contains(" fail: ", StringComparison.Ordinal) || line.Contains("   at ", StringComparison.Ordinal));
    }
}
