using AdminPortal.Account;
using AdminPortal.Domain;
using AdminPortal.Domain.Administrators;
using AdminPortal.Shell.Feedback;
using Microsoft.AspNetCore.Components;

namespace AdminPortal.Tokens.Revoking;

/// <summary>Says what revoking does and what it cannot do, revokes once YES is typed, and tells what became of it.</summary>
public sealed partial class RevokeDialog(CurrentActor currentActor, StatusMessages messages, ILogger<RevokeDialog> log)
{
    private string? error;

    [Parameter, EditorRequired]
    public string Title { get; set; } = "";

    /// <summary>What ends, and for whom it does not end at once.</summary>
    [Parameter, EditorRequired]
    public RenderFragment? ChildContent { get; set; }

    /// <summary>Revokes, and answers in words what it has revoked.</summary>
    [Parameter, EditorRequired]
    public Func<Actor, Task<Result<string>>> Revoke { get; set; } = default!;

    /// <summary>It has ended, by this dialog or without it.</summary>
    [Parameter]
    public EventCallback OnRevoked { get; set; }

    [Parameter]
    public EventCallback OnCancel { get; set; }

    private async Task RevokeAsync()
    {
        try
        {
            var answer = await Revoke(await currentActor.GetAsync());
            error = answer.IsSuccess ? null : answer.Errors[0].Message;
            if (answer.IsSuccess)
            {
                messages.Success(answer.Value);
            }
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            var reference = Reference.New();
            LogFailure(log, reference, fault);
            error = $"This could not be revoked for a reason on the side of the server. Try again. Reference: {reference}";
        }

        if (error is null)
        {
            await OnRevoked.InvokeAsync();
        }
    }

    [LoggerMessage(113, LogLevel.Error, "A revocation failed (reference {Reference})")]
    private static partial void LogFailure(ILogger log, string reference, Exception fault);
}
