using System.Globalization;
using Microsoft.Playwright;

namespace AdminPortal.Tests.Browser;

/// <summary>Pictures of the pages for people to look at, kept where <c>PORTAL_SCREENSHOTS</c> says; without it none is taken.</summary>
internal static class Screens
{
    private static readonly string? Folder = Environment.GetEnvironmentVariable("PORTAL_SCREENSHOTS");

    public static async Task KeepAsync(IPage page, string name, ColorScheme colours, int width)
    {
        if (Folder is not null)
        {
            var file = string.Create(CultureInfo.InvariantCulture, $"{name}-{width}-{colours}.png").ToLowerInvariant();
            await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Folder, file) });
        }
    }
}
