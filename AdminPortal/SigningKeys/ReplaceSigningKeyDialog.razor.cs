using AdminPortal.Account;
using AdminPortal.Domain.SigningKeys.Listing;
using AdminPortal.Domain.SigningKeys.Rotation;
using AdminPortal.Shell.Feedback;
using Microsoft.AspNetCore.Components;

namespace AdminPortal.SigningKeys;

/// <summary>Says what an emergency replacement breaks, and does it once YES is typed.</summary>
public sealed partial class ReplaceSigningKeyDialog(PasswordProof proof, ReplaceSigningKeyNow replaceSigningKeyNow, ILogger<ReplaceSigningKeyDialog> log)
{
    private string? error;

    /// <summary>The key to withdraw.</summary>
    [Parameter, EditorRequired]
    public SigningKeyView Active { get; set; } = default!;

    [Parameter]
    public EventCallback<SigningKeyReplacement> OnDone { get; set; }

    [Parameter]
    public EventCallback OnCancel { get; set; }

    private async Task ReplaceAsync()
    {
        error = null;
        try
        {
            var answer = await proof.WithProofAsync(actor => replaceSigningKeyNow.ExecuteAsync(Active.KeyId, actor, CancellationToken.None));
            error = answer.IsSuccess ? null : answer.Errors[0].Message;
            if (answer.IsSuccess)
            {
                await OnDone.InvokeAsync(answer.Value);
            }
        }
#pragma warning disable CA1031 // Whatever went wrong, the person can try again: a key that signs no more is not replaced twice.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            var reference = Reference.New();
            error = $"The server could not do it. Try again. Reference: {reference}";
            LogFailure(log, reference, fault);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The signing key could not be replaced (reference {Reference})")]
    private static partial void LogFailure(ILogger log, string reference, Exception fault);
}
