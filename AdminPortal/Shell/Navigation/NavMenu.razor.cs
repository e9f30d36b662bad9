using AdminPortal.Shell.Feedback;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Routing;

namespace AdminPortal.Shell.Navigation;

/// <summary>The navigation "Main".</summary>
public sealed partial class NavMenu(NavigationManager navigation, IPageAccess access, ServerCalls calls) : IDisposable
{
    private IReadOnlySet<SitePage> visible = new HashSet<SitePage>();
    private string path = "";
    private bool isKnown;

    [CascadingParameter]
    public Task<AuthenticationState>? Authentication { get; set; }

    public void Dispose() => navigation.LocationChanged -= Follow;

    protected override async Task OnInitializedAsync()
    {
        navigation.LocationChanged += Follow;
        path = new Uri(navigation.Uri).AbsolutePath;
        await LookAsync();
    }

    private void Follow(object? sender, LocationChangedEventArgs args) => _ = InvokeAsync(async () =>
    {
        path = new Uri(args.Location).AbsolutePath;
        StateHasChanged();
        if (!isKnown)
        {
            await LookAsync();
            StateHasChanged();
        }
    });

    // It is in the frame, outside the page's error boundary: a fault here would end the page. Retried with each navigation.
    private async Task LookAsync() =>
        isKnown = await calls.TryAsync("see which pages a person may open", async () => visible = await VisiblePagesAsync()) is null;

    /// <summary>A landing page is hidden if all pages it lists are hidden.</summary>
    private async Task<IReadOnlySet<SitePage>> VisiblePagesAsync()
    {
        var shown = new HashSet<SitePage>();
        if (Authentication is null)
        {
            return shown;
        }

        var user = (await Authentication).User;
        foreach (var page in SiteMap.Pages.Where(page => page.Module is not null))
        {
            if (await access.MaySeeAsync(user, page.Module!))
            {
                shown.UnionWith(page.Trail);
            }
        }

        return shown;
    }
}
