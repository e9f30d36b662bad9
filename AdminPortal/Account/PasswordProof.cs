using AdminPortal.Domain;
using AdminPortal.Domain.Administrators;
using AdminPortal.Domain.Permissions.Rules;
using AdminPortal.Shell.Feedback;

namespace AdminPortal.Account;

/// <summary>
/// Gets the proof of the password that some actions require. Anyone who signed in recently is not asked. The dialog is part of the frame; a
/// page only states its action.
/// </summary>
public sealed class PasswordProof(CurrentActor actors, ServerCalls calls, TimeProvider clock)
{
    private TaskCompletionSource<bool>? asked;

    /// <summary>A prompt was opened or answered.</summary>
    public event EventHandler? Changed;

    public bool IsAsked => asked is not null;

    /// <summary>Before an action begins: prompts if the last proof is too old. False when the person cancels.</summary>
    public async Task<bool> EnsureAsync() => await NeedsNoneAsync() || await AskAsync();

    /// <summary>Performs the action; if it is refused because the proof expired meanwhile, prompts and retries.</summary>
    public Task<Result<T>> WithProofAsync<T>(Func<Actor, Task<Result<T>>> act) => WithProofAsync(act, result => result.Errors);

    /// <summary>The same for an action with its own outcome type, whose refusals are extracted.</summary>
    public async Task<T> WithProofAsync<T>(Func<Actor, Task<T>> act, Func<T, IReadOnlyList<PortalError>> refusals)
    {
        var outcome = await act(await actors.GetAsync());
        var isRefused = refusals(outcome) is [{ Code: PermissionErrors.ProofNeededCode }];
        return isRefused && await AskAsync() ? await act(await actors.GetAsync()) : outcome;
    }

    /// <summary>Called by the dialog: the password was confirmed, or the person cancelled.</summary>
    public void Answer(bool isProved)
    {
        var answered = asked;
        asked = null;
        Changed?.Invoke(this, EventArgs.Empty);
        answered?.SetResult(isProved);
    }

    private async Task<bool> NeedsNoneAsync()
    {
        // If the store does not answer, the action itself will say so without losing what was typed. The gate checks again.
        var isFresh = true;
        await calls.TryAsync("see when a password was last proved", async () => isFresh = (await actors.GetAsync()).HasFreshProof(clock.GetUtcNow()));
        return isFresh;
    }

    private Task<bool> AskAsync()
    {
        // Without a dialog in the frame nobody could ever answer.
        if (Changed is null)
        {
            return Task.FromResult(false);
        }

        // Concurrent actions share one prompt; each continues after the dialog has closed, not within its closing.
        asked ??= new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        var answer = asked.Task;
        Changed.Invoke(this, EventArgs.Empty);
        return answer;
    }
}
