using AdminPortal.Account;
using AdminPortal.Domain;
using AdminPortal.Domain.SigningKeys.Listing;
using AdminPortal.Domain.SigningKeys.Rotation;
using AdminPortal.Domain.SigningKeys.Rules;
using AdminPortal.Shell.Feedback;
using AdminPortal.Shell.Time;
using Microsoft.AspNetCore.Components;

namespace AdminPortal.SigningKeys;

/// <summary>Says when which key signs, and announces the next one; if that one is published already, it says so and does nothing.</summary>
public sealed partial class RotateSigningKeyDialog(
    CurrentActor currentActor, RotateSigningKey rotateSigningKey, TimeProvider clock, ServerCalls calls)
{
    private string? error;
    private bool busy;

    [Parameter, EditorRequired]
    public SigningKeyOverview Overview { get; set; } = default!;

    [Parameter]
    public EventCallback<AnnouncedSuccessor> OnDone { get; set; }

    [Parameter]
    public EventCallback OnCancel { get; set; }

    [CascadingParameter]
    public ReaderTimeZone Zone { get; set; } = ReaderTimeZone.Utc;

    private IReadOnlyList<(DateTimeOffset? Time, string What)> Steps
    {
        get
        {
            var successor = Overview.Successor;
            var start = successor?.SignsFrom ?? clock.GetUtcNow() + SigningKeyLifecycle.Announcement;
            return
            [
                (successor?.PublishedAt, successor is null ? "A new key is published." : "The new key was published."),
                (start, "It starts signing, and the current key retires."),
                (start + SigningKey.Afterlife, "The current key leaves the key set; its last token has expired by then."),
            ];
        }
    }

    private async Task RotateAsync()
    {
        if (busy)
        {
            return;
        }

        busy = true;
        // A retry after a fault is idempotent: rotating twice announces one key.
        Result<AnnouncedSuccessor>? answer = null;
        var failure = await calls.TryChangeAsync("announce a signing key", async () =>
            answer = await rotateSigningKey.ExecuteAsync(await currentActor.GetAsync(), CancellationToken.None));
        busy = false;
        error = (failure ?? answer?.Error)?.Message;
        if (error is null)
        {
            await OnDone.InvokeAsync(answer!.Value);
        }
    }
}
