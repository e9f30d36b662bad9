using AdminPortal.Domain;
using AdminPortal.Domain.Administrators;
using AdminPortal.Domain.Permissions.Rules;
using AdminPortal.Shell.Feedback;

namespace AdminPortal.Account;

/// <summary>
/// Gets from the person at the page the proof of their password that some acts need. Who signed in lately is never asked. The dialog that
/// asks stands in the frame; a page says only what it wants to do.
/// </summary>
public sealed class PasswordProof(CurrentActor actors, ServerCalls calls, TimeProvider clock)
{
    private TaskCompletionSource<bool>? asked;

    /// <summary>A question has come up, or is answered.</summary>
    public event EventHandler? Changed;

    public bool IsAsked => asked is not null;

    /// <summary>Before an act begins: asks if the last proof is too old. False when the person would rather not.</summary>
    public async Task<bool> EnsureAsync() => await NeedsNoneAsync() || await AskAsync();

    /// <summary>Does the act; if it is refused because the proof got old meanwhile, asks and does it again.</summary>
    public Task<Result<T>> WithProofAsync<T>(Func<Actor, Task<Result<T>>> act) => WithProofAsync(act, result => result.Errors);

    /// <summary>The same for an act with outcomes of its own, which says why it was refused.</summary>
    public async Task<T> WithProofAsync<T>(Func<Actor, Task<T>> act, Func<T, IReadOnlyList<PortalError>> refusals)
    {
        var outcome = await act(await actors.GetAsync());
        var isRefused = refusals(outcome) is [{ Code: PermissionErrors.ProofNeededCode }];
        return isRefused && await AskAsync() ? await act(await actors.GetAsync()) : outcome;
    }

    /// <summary>From the dialog: the password was confirmed, or the person turned away.</summary>
    public void Answer(bool isProved)
    {
        var answered = asked;
        asked = null;
        Changed?.Invoke(this, EventArgs.Empty);
        answered?.SetResult(isProved);
    }

    private async Task<bool> NeedsNoneAsync()
    {
        // The act itself will meet the store that does not answer, and says so without losing what was typed. The gate judges anew.
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

        // Two acts at once wait for one answer; each goes on after the dialog has closed, not within its closing.
        asked ??= new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        var answer = asked.Task;
        Changed.Invoke(this, EventArgs.Empty);
        return answer;
    }
}
