using AdminPortal.Tests.Support;

namespace AdminPortal.Tests.Account;

/// <summary>One running program, whose settings named its first administrator, for all tests of a class.</summary>
public sealed class PortalWithAlice : IAsyncLifetime
{
    public const string Password = "canary horse battery";

    internal static readonly (string Key, string Value)[] Settings =
    [
        ("Portal:Setup:UserName", "alice"), ("Portal:Setup:Password", Password),
        ("Portal:TrustedProxies:0", "127.0.0.0/8"), ("Portal:TrustedProxies:1", "::1"),
    ];

    private string? _session;

    public PortalProcess Process { get; private set; } = null!;

    public async ValueTask InitializeAsync() =>
        Process = await PortalProcess.StartAsync(TestContext.Current.CancellationToken, Settings);

    /// <summary>The cookies of alice, who signs in once for all that only need a session.</summary>
    public async Task<string> SessionCookieAsync()
    {
        if (_session is null)
        {
            using var browser = NewBrowser();
            await browser.SignInAsync("alice", Password);
            _session = browser.CookieHeader;
        }

        return _session;
    }

    internal Browser NewBrowser(string? address = null) => new(Process.PublicUrl) { Address = address };

    public ValueTask DisposeAsync() => Process.DisposeAsync();
}
