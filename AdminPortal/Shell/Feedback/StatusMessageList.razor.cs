namespace AdminPortal.Shell.Feedback;

/// <summary>Shows the status messages; they do not time out while hovered or focused.</summary>
public sealed partial class StatusMessageList(StatusMessages messages, TimeProvider clock) : IDisposable
{
    private ITimer? timer;
    private bool held;

    public void Dispose()
    {
        messages.Changed -= Refresh;
        timer?.Dispose();
    }

    protected override void OnInitialized() => messages.Changed += Refresh;

    protected override void OnAfterRender(bool firstRender)
    {
        if (firstRender)
        {
            timer = clock.CreateTimer(_ => Sweep(), null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
        }
    }

    private void Hold() => held = true;

    private void Release() => held = false;

    private void Refresh(object? sender, EventArgs args) => _ = InvokeAsync(StateHasChanged);

    private void Sweep() => _ = InvokeAsync(() =>
    {
        if (!held)
        {
            messages.DismissExpired();
        }
    });
}
