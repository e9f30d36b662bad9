using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Routing;

namespace AdminPortal.Shell.Navigation;

/// <summary>The navigation "Main".</summary>
public sealed partial class NavMenu(NavigationManager navigation, IPageAccess access) : IDisposable
{
    private IReadOnlySet<SitePage> visible = new HashSet<SitePage>();
    private string path = "";

    [CascadingParameter]
    public Task<AuthenticationState>? Authentication { get; set; }

    public void Dispose() => navigation.LocationChanged -= Follow;

    protected override async Task OnInitializedAsync()
    {
        navigation.LocationChanged += Follow;
        path = new Uri(navigation.Uri).AbsolutePath;
        visible = await VisiblePagesAsync();
    }

    private void Follow(object? sender, LocationChangedEventArgs args)
    {
        path = new Uri(args.Location).AbsolutePath;
        StateHasChanged();
    }

    /// <summary>A page that lists nothing but hidden pages is hidden with them.</summary>
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
