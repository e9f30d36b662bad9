using AdminPortal.Account;
using AdminPortal.Domain;
using AdminPortal.Domain.SigningKeys.Listing;
using AdminPortal.Domain.SigningKeys.Rotation;
using AdminPortal.Shell.Feedback;
using Microsoft.AspNetCore.Components;

namespace AdminPortal.SigningKeys;

/// <summary>Says what an emergency replacement breaks, and does it once YES is typed.</summary>
public sealed partial class ReplaceSigningKeyDialog(PasswordProof proof, ReplaceSigningKeyNow replaceSigningKeyNow, ServerCalls calls)
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
        // Tried again after a fault: a key that signs no more is not replaced twice.
        Result<SigningKeyReplacement>? answer = null;
        var failure = await calls.TryChangeAsync("replace the signing key", async () =>
            answer = await proof.WithProofAsync(actor => replaceSigningKeyNow.ExecuteAsync(Active.KeyId, actor, CancellationToken.None)));
        error = (failure ?? answer?.Error)?.Message;
        if (error is null)
        {
            await OnDone.InvokeAsync(answer!.Value);
        }
    }
}
