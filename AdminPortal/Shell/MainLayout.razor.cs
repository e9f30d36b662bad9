using AdminPortal.Shell.Feedback;
using AdminPortal.Shell.Scripts;
using AdminPortal.Shell.Time;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;

namespace AdminPortal.Shell;

/// <summary>The frame of every signed-in page: skip link, banner, navigation, main, footer, live regions.</summary>
public sealed partial class MainLayout(NavigationManager navigation, BrowserScripts scripts, IEnumerable<FramePart> parts) : IDisposable
{
    private ReaderTimeZone zone = ReaderTimeZone.Utc;
    private PageErrorBoundary? boundary;

    /// <summary>Because of the base element, a bare "#main" would lead to the start page.</summary>
    private string SkipTarget => $"{new Uri(navigation.Uri).PathAndQuery}#main";

    public void Dispose() => navigation.LocationChanged -= LeavePage;

    protected override void OnInitialized() => navigation.LocationChanged += LeavePage;

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            zone = ReaderTimeZone.From(await scripts.DescribeTimeZoneAsync());
            StateHasChanged();
        }
    }

    private Task SkipAsync() => scripts.FocusAsync("main");

    private void LeavePage(object? sender, LocationChangedEventArgs args) => _ = InvokeAsync(async () =>
    {
        boundary?.Recover();
        StateHasChanged();
        await scripts.ClosePopoversAsync();
    });
}
