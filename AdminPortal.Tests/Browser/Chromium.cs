using AdminPortal.Tests.Browser;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Chromium))]

namespace AdminPortal.Tests.Browser;

/// <summary>The real browser, started once for all journeys. Each journey gets a context of its own: no cookie is shared.</summary>
public sealed class Chromium : IAsyncLifetime
{
    /// <summary>A name on the local network, as the browser sees it: over plain http it is no secure context, which loopback is.</summary>
    public const string LanName = "portal.lan";

    /// <summary>What is waited for comes at once on a quiet machine, and on a busy one as late as this.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private static readonly string[] Arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
        $"--host-resolver-rules=MAP {LanName} 127.0.0.1",
    ];

    private readonly SemaphoreSlim _starting = new(1, 1);
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>A new visitor, with the browser's clipboard at hand.</summary>
    public async Task<Visitor> VisitAsync(Uri portal, ColorScheme colours = ColorScheme.Light, int width = 1280, int height = 900, string? session = null)
    {
        var browser = await BrowserAsync();
        var context = await browser.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = portal.ToString(),
            ColorScheme = colours,
            ViewportSize = new ViewportSize { Width = width, Height = height },
            TimezoneId = "Europe/Berlin",
            Locale = "en-GB",
            ReducedMotion = ReducedMotion.Reduce,
            StorageState = session,
        });
        context.SetDefaultTimeout((float)Patience.TotalMilliseconds);
        await context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        return new Visitor(context, await context.NewPageAsync());
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
        _starting.Dispose();
    }

    // Started by the first journey: a run that is filtered to rules needs no browser.
    private async Task<IBrowser> BrowserAsync()
    {
        await _starting.WaitAsync();
        try
        {
            _playwright ??= await Playwright.CreateAsync();
            Assertions.SetDefaultExpectTimeout((float)Patience.TotalMilliseconds);
            return _browser ??= await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
            {
                ExecutablePath = Environment.GetEnvironmentVariable("CHROMIUM") ?? "/usr/bin/chromium",
                Args = Arguments,
            });
        }
        finally
        {
            _starting.Release();
        }
    }
}
