using System.Data.Common;
using AdminPortal.Domain;
using AdminPortal.Domain.Administrators;

namespace AdminPortal.Account;

/// <summary>
/// Gets from the person at the page the proof of their password that some acts need. Who signed in lately is never asked. The dialog that
/// asks stands in the frame; a page says only what it wants to do.
/// </summary>
public sealed class PasswordProof(CurrentActor actors, TimeProvider clock)
{
    private TaskCompletionSource<bool>? asked;

    /// <summary>A question has come up, or is answered.</summary>
    public event EventHandler? Changed;

    public bool IsAsked => asked is not null;

    /// <summary>Before an act begins: asks if the last proof is too old. False when the person would rather not.</summary>
    public async Task<bool> EnsureAsync() => await NeedsNoneAsync() || await AskAsync();

    /// <summary>Does the act; if it is refused because the proof got old meanwhile, asks and does it again.</summary>
    public async Task<Result<T>> WithProofAsync<T>(Func<Actor, Task<Result<T>>> act)
    {
        var result = await act(await actors.GetAsync());
        var isRefused = result.Errors is [{ Code: PermissionErrors.ProofNeededCode }];
        return isRefused && await AskAsync() ? await act(await actors.GetAsync()) : result;
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
        try
        {
            return (await actors.GetAsync()).HasFreshProof(clock.GetUtcNow());
        }
        catch (DbException)
        {
            // The act itself will meet the store that does not answer, and says so without losing what was typed. The gate judges anew.
            return true;
        }
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
