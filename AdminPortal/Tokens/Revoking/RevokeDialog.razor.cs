using AdminPortal.Account;
using AdminPortal.Domain;
using AdminPortal.Domain.Administrators;
using AdminPortal.Shell.Feedback;
using Microsoft.AspNetCore.Components;

namespace AdminPortal.Tokens.Revoking;

// This room owns the dialogs that end tokens. It protects people from revoking more than they meant: each names what ends, and for whom
// it does not end at once. It must never revoke before YES is typed.

/// <summary>Says what revoking does and what it cannot do, revokes once YES is typed, and tells what became of it.</summary>
public sealed partial class RevokeDialog(CurrentActor currentActor, StatusMessages messages, ServerCalls calls)
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
        Result<string>? answer = null;
        var failure = await calls.TryChangeAsync("revoke", async () => answer = await Revoke(await currentActor.GetAsync()));
        error = (failure ?? answer?.Error)?.Message;
        if (error is null)
        {
            messages.Success(answer!.Value);
            await OnRevoked.InvokeAsync();
        }
    }
}
