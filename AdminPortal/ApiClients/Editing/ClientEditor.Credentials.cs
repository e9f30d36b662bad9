using AdminPortal.Domain;
using AdminPortal.Domain.ApiClients;

namespace AdminPortal.ApiClients.Editing;

/// <summary>
/// What secrets and keys of a saved client have in common: each is changed on its own, and the answer is the whole client.
/// </summary>
public sealed partial class ClientEditor
{
    /// <summary>Why nothing was changed; null when it was.</summary>
    private async Task<PortalError?> ChangeCredentialsAsync(string what, Func<Task<Result<ApiClientView>>> change)
    {
        PortalError? refusal = null;
        return await calls.TryChangeAsync(what, async () => refusal = Absorb(await change())) ?? refusal;
    }

    // If someone else changed the details meanwhile, the person must see that before their own update could overwrite it.
    private PortalError? Absorb(Result<ApiClientView> result)
    {
        if (!result.IsSuccess)
        {
            return result.Errors[0];
        }

        if (DetailsDifference.Exists(result.Value.Details, form.Baseline))
        {
            conflict = result.Value;
            TakeCredentials(result.Value);
        }
        else
        {
            Take(result.Value);
        }

        StateHasChanged();
        return null;
    }

    private void TakeCredentials(ApiClientView view)
    {
        keys = [.. view.PublicKeys.Select(Keys.PublicKeyRow.Of)];
        secrets = [.. view.Secrets.Select(Secrets.SecretRow.Of)];
    }

    private void Tell(PortalError? error, string done)
    {
        if (error is not null)
        {
            faults.Submit([error]);
        }
        else
        {
            messages.Success(done);
        }
    }
}
