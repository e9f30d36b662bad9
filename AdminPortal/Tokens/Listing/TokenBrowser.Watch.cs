using System.Globalization;
using AdminPortal.Domain.AccessTokens.Listing;
using Microsoft.AspNetCore.Components;

namespace AdminPortal.Tokens.Listing;

/// <summary>
/// Polls for newer tokens while the first page is shown, and says how many there are. Nothing moves until the person asks for it.
/// </summary>
public sealed partial class TokenBrowser
{
    internal static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(10);

    private ITimer? watch;
    private int newer;
    private bool looking;

    [Inject]
    private CountNewerTokens CountNewer { get; set; } = default!;

    [Inject]
    private TimeProvider Clock { get; set; } = default!;

    // No polling while a dialog is open, an older page is shown, or tokens are being selected: the reader is not disturbed.
    private bool IsWatching => IsShown && !loading && !looking && page is not null && Query.IsFirstPage && !HasDialog && Picked.Count == 0;

    private bool HasDialog => viewing is not null || revoking is not null;

    private string NewerInWords => newer switch
    {
        1 => "1 new token",
        > CountNewerTokens.Limit => $"More than {CountNewerTokens.Limit} new tokens",
        _ => string.Create(CultureInfo.InvariantCulture, $"{newer} new tokens"),
    };

    private void Watch() => watch = Clock.CreateTimer(_ => _ = InvokeAsync(LookAsync), null, LookEvery, LookEvery);

    private void StopWatching()
    {
        watch?.Dispose();
        watch = null;
    }

    private async Task LookAsync()
    {
        if (watch is null || !IsWatching)
        {
            // Selected tokens may have expired meanwhile.
            KeepPicked();
            StateHasChanged();
            return;
        }

        looking = true;
        var newest = page!.Rows.Count > 0 ? page.Rows[0].JwtId : (Guid?)null;
        // On failure the list is as good as it was, and the next poll may succeed.
        await calls.TryAsync("count newer tokens", async () =>
        {
            var answer = await CountNewer.ExecuteAsync(Query, newest, await currentActor.GetAsync(), CancellationToken.None);
            newer = answer.IsSuccess ? answer.Value : newer;
            if (!answer.IsSuccess)
            {
                // Polling on every ten seconds would only fill the audit log with refusals.
                StopWatching();
            }
        });
        looking = false;
        StateHasChanged();
    }

    private async Task ShowNewerAsync()
    {
        await LoadAsync();
        focus = page is { Rows.Count: > 0 } ? TokenTable.IdOf(page.Rows[0]) : null;
    }
}
