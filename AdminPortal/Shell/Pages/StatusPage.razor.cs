using AdminPortal.Shell.Navigation;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Diagnostics;

namespace AdminPortal.Shell.Pages;

// This room owns the pages that belong to no feature: the start, not found, refused, failed. It must never say why something failed: the
// log does.

/// <summary>The page for every status response without a body; 404 by default.</summary>
public sealed partial class StatusPage
{
    [Parameter]
    public int Code { get; set; } = StatusCodes.Status404NotFound;

    [CascadingParameter]
    public HttpContext? HttpContext { get; set; }

    private string Heading => Code == StatusCodes.Status404NotFound ? "Page not found" : "That didn't work";

    private string Explanation => Code switch
    {
        StatusCodes.Status404NotFound => "There is no page at this address. It may have been moved or deleted, or the address is mistyped.",
        StatusCodes.Status429TooManyRequests => "Too many pages are open in this browser. Close some of them, then reload this one.",
        _ => $"The server refused this request (status {Code}). Reload the page you came from and try again.",
    };

    private string AskedFor =>
        HttpContext?.Features.Get<IStatusCodeReExecuteFeature>()?.OriginalPath ?? new Uri(Navigation.Uri).AbsolutePath;

    /// <summary>The pages nearest to the requested address.</summary>
    private IEnumerable<SitePage> Suggestions
    {
        get
        {
            var nearest = SiteMap.Nearest(AskedFor);
            return [nearest, .. SiteMap.ChildrenOf(nearest.Parent).Where(page => page != nearest), .. SiteMap.ChildrenOf(nearest)];
        }
    }

    protected override void OnInitialized()
    {
        if (HttpContext is { Response.HasStarted: false } context)
        {
            context.Response.StatusCode = Code;
        }
    }
}
