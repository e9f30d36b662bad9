using AdminPortal.Account;
using AdminPortal.Domain.Administrators;
using AdminPortal.Domain.Administrators.Clock;
using AdminPortal.Domain.Administrators.Rules;
using AdminPortal.Domain.Timekeeping.Rules;
using AdminPortal.Shell.Feedback;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;

namespace AdminPortal.Timekeeping;

/// <summary>Says that the clock is in doubt and lets an administrator accept it. Checked again with every page that is opened.</summary>
public sealed partial class ClockNotice(
    ProvenTime time,
    ClockBounds bounds,
    AcceptClock acceptClock,
    GetPermissions getPermissions,
    CurrentActor currentActor,
    StatusMessages messages,
    NavigationManager navigation,
    ServerCalls calls) : IDisposable
{
    private ClockRecord? known;
    private bool mayAccept;
    private string? failure;

    private string Advice => known!.Lead > TimeSpan.Zero
        ? "If the portal was not running during that time, accept the clock; if it was, correct the clock."
        : "Correct the clock; if it is right now and was ahead before, accept it.";

    public void Dispose() => navigation.LocationChanged -= LookAgain;

    protected override async Task OnInitializedAsync()
    {
        navigation.LocationChanged += LookAgain;
        await LookAsync();
    }

    private void LookAgain(object? sender, LocationChangedEventArgs args) => _ = InvokeAsync(async () =>
    {
        await LookAsync();
        StateHasChanged();
    });

    private async Task LookAsync()
    {
        (known, failure) = (time.Look(), null);
        if (!known.IsDoubtful)
        {
            return;
        }

        // If this fails, the page below says that the store does not answer; the next page asks again.
        mayAccept = false;
        await calls.TryAsync("see who may accept the clock", async () =>
        {
            var held = await getPermissions.ExecuteAsync(await currentActor.GetAsync(), CancellationToken.None);
            mayAccept = held.Levels.Missing(ClockActions.Accept.Required).Count == 0;
        });
    }

    private async Task AcceptAsync()
    {
        var error = await calls.TryChangeAsync("accept the clock", async () =>
        {
            var accepted = await acceptClock.ExecuteAsync(await currentActor.GetAsync(), CancellationToken.None);
            (known, failure) = (time.Look(), accepted.Error?.Message);
            if (accepted.IsSuccess)
            {
                messages.Success($"Clock accepted. Deletion by age resumes once it has run steadily for at least {bounds.SettlesInWords}");
            }
        });
        failure = error?.Message ?? failure;
    }
}
