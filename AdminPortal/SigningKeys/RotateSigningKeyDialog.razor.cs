using AdminPortal.Account;
using AdminPortal.Domain.SigningKeys;
using AdminPortal.Domain.SigningKeys.Listing;
using AdminPortal.Domain.SigningKeys.Rotation;
using AdminPortal.Shell.Feedback;
using AdminPortal.Shell.Time;
using Microsoft.AspNetCore.Components;

namespace AdminPortal.SigningKeys;

/// <summary>Says when which key signs, and announces the next one; if that one is published already, it says so and does nothing.</summary>
public sealed partial class RotateSigningKeyDialog(
    CurrentActor currentActor, RotateSigningKey rotateSigningKey, TimeProvider clock, ILogger<RotateSigningKeyDialog> log)
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
                (start, "It begins to sign, and the present key retires."),
                (start + SigningKey.Afterlife, "The present key leaves the key set; its last token has expired by then."),
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
        error = null;
        try
        {
            var answer = await rotateSigningKey.ExecuteAsync(await currentActor.GetAsync(), CancellationToken.None);
            error = answer.IsSuccess ? null : answer.Errors[0].Message;
            if (answer.IsSuccess)
            {
                await OnDone.InvokeAsync(answer.Value);
            }
        }
#pragma warning disable CA1031 // Whatever went wrong, the person can try again: rotating twice announces one key.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            var reference = Reference.New();
            error = $"The server could not do it. Try again. Reference: {reference}";
            LogFailure(log, reference, fault);
        }
        finally
        {
            busy = false;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A signing key could not be announced (reference {Reference})")]
    private static partial void LogFailure(ILogger log, string reference, Exception fault);
}
