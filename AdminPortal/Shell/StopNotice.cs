using AdminPortal.Shell.Scripts;
using Microsoft.AspNetCore.Components;

namespace AdminPortal.Shell;

/// <summary>Renders nothing; passes the announcement on to its page.</summary>
public sealed class StopNotice : ComponentBase, IDisposable
{
    [Inject]
    private StopAnnouncement Announcement { get; set; } = default!;

    [Inject]
    private BrowserScripts Scripts { get; set; } = default!;

    public void Dispose() => Announcement.Remove(this);

    protected override void OnAfterRender(bool firstRender)
    {
        if (firstRender)
        {
            Announcement.Add(this, () => InvokeAsync(Scripts.TellStopAsync));
        }
    }
}
