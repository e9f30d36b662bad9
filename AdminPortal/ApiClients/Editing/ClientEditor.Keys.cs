using AdminPortal.ApiClients.Keys;
using AdminPortal.Domain;
using AdminPortal.Domain.ApiClients.Rules.PublicKeys;

namespace AdminPortal.ApiClients.Editing;

/// <summary>
/// Uploaded keys: on the Add page they are stored with the client; on the Edit page each is stored at once, as secrets are.
/// </summary>
public sealed partial class ClientEditor
{
    private List<PublicKeyRow> keys = [];
    private bool publishes;

    private bool HasMethod => secrets.Count > 0 || keys.Count > 0 || !string.IsNullOrWhiteSpace(form.JwksUri);

    // Published at the address in the form, as last fetched, or uploaded.
    private bool HasWorkingKey =>
        (publishes && !string.IsNullOrWhiteSpace(form.JwksUri)) || keys.Exists(row => row.IsWorkingAt(clock.GetUtcNow()));

    private IReadOnlyList<NewPublicKey> PendingKeys => [.. keys.Select(row => row.Pending).OfType<NewPublicKey>()];

    private async Task<PortalError?> StoreKeysAsync(IReadOnlyList<NewPublicKey> added)
    {
        if (Saved is null)
        {
            if (ClientPublicKeys.RefusesMore(keys.Count, added.Count) is { } full)
            {
                return full;
            }

            keys.AddRange(added.Select(PublicKeyRow.Of));
            StateHasChanged();
            return null;
        }

        return await ChangeCredentialsAsync(
            "store public keys", () => proof.WithProofAsync(actor => addKeys.ExecuteAsync(Saved.Id, added, actor, CancellationToken.None)));
    }

    private async Task RemoveKeyAsync(PublicKeyRow row)
    {
        if (Saved is null)
        {
            keys.Remove(row);
            return;
        }

        var error = await ChangeCredentialsAsync(
            "remove a public key", async () => await removeKey.ExecuteAsync(Saved.Id, row.Id, await actors.GetAsync(), CancellationToken.None));
        Tell(error, $"Key {row.Name} removed");
    }
}
