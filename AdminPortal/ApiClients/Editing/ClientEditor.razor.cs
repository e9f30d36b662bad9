using AdminPortal.Account;
using AdminPortal.ApiClients.Secrets;
using AdminPortal.Domain;
using AdminPortal.Domain.ApiClients;
using AdminPortal.Domain.ApiClients.PublicKeys;
using AdminPortal.Domain.ApiClients.Rules;
using AdminPortal.Domain.ApiClients.Secrets;
using AdminPortal.Domain.ApiResources.Rules;
using AdminPortal.Shell.Feedback;
using AdminPortal.Shell.Fields;
using AdminPortal.Shell.Navigation;
using AdminPortal.Shell.Scripts;
using Microsoft.AspNetCore.Components;

namespace AdminPortal.ApiClients.Editing;

// This room owns the form of a client, from the first keystroke to the saved client. It protects what was typed from a concurrent change, a
// fault, or a link that leads away. It must never save part of it, nor decide what may be saved.

/// <summary>The form of a client: both tabs, saved as a whole. Secrets of a saved client are changed on their own.</summary>
public sealed partial class ClientEditor(
    CurrentActor actors,
    PasswordProof proof,
    AddApiClient addClient,
    UpdateApiClient updateClient,
    AddClientSecret addSecret,
    DeleteClientSecret deleteSecret,
    AddClientPublicKeys addKeys,
    RemoveClientPublicKey removeKey,
    ApiClientDetailsValidator validator,
    StatusMessages messages,
    NavigationManager navigation,
    BrowserScripts scripts,
    TimeProvider clock,
    ServerCalls calls)
{
    private readonly ClientForm form = new();
    private readonly FormFaults faults = new(validator);
    private readonly List<PendingSecret> pending = [];
    private List<SecretRow> secrets = [];
    private string active = EditTabs.Client;
    private ApiClientView? conflict;
    private bool saving;

    /// <summary>The client to edit; none to add one.</summary>
    [Parameter]
    public ApiClientView? Client { get; set; }

    [Parameter, EditorRequired]
    public IReadOnlyList<Service> Services { get; set; } = [];

    [Parameter]
    public string? Tab { get; set; }

    /// <summary>The client as it was last read; its version goes with the next update.</summary>
    private ApiClientView? Saved { get; set; }

    private string? Warning => (HasMethod, form.Roles.Count) switch
    {
        (false, 0) => "This client can't get tokens yet: no authentication method, no role",
        (false, _) => "This client can't get tokens yet: no authentication method",
        (_, 0) => "This client can't get tokens yet: no role",
        _ => null,
    };

    protected override void OnInitialized()
    {
        form.Load(Client?.Details ?? new ApiClientDetails());
        Take(Client);
    }

    protected override void OnParametersSet() => active = EditTabs.Named(Tab, Client is not null, ShowsTokens);

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender && Client is null)
        {
            await scripts.FocusAsync(FieldWiring.IdFor("Name"));
        }
    }

    private void Take(ApiClientView? view)
    {
        Saved = view;
        if (view is not null)
        {
            TakeCredentials(view);
        }
    }

    private IReadOnlyList<DetailsDifference> Between(ApiClientDetails one, ApiClientDetails other) =>
        DetailsDifference.Between(one, other, (serviceId, roleId) =>
        {
            var service = Services.FirstOrDefault(candidate => candidate.Id == serviceId);
            return roleId == DetailsDifference.ServiceItself
                ? service?.DisplayName ?? serviceId
                : service?.Roles.FirstOrDefault(role => role.Id == roleId)?.Name ?? "No access";
        });

    private IReadOnlyList<string> Changes()
    {
        var fields = Between(form.Details, form.Baseline).Select(difference => difference.Field);
        return [.. fields, .. Waiting(pending.Count, "secret"), .. Waiting(PendingKeys.Count, "key")];
    }

    private static IEnumerable<string> Waiting(int count, string what) =>
        count == 0 ? [] : [$"{count} new {what}{(count == 1 ? "" : "s")}"];

    private void Cancel() => navigation.NavigateTo(SiteMap.ApiClients.Path);

    private async Task SaveAsync()
    {
        if (saving)
        {
            return;
        }

        saving = true;
        faults.Submit([]);
        if (await calls.TryChangeAsync("save an API client", () => Saved is null ? AddAsync() : UpdateAsync(Saved)) is { } failure)
        {
            faults.Submit([failure]);
        }

        saving = false;
    }

    private async Task AddAsync()
    {
        var command = new AddApiClientCommand(form.Details, [.. pending]) { PublicKeys = PendingKeys };
        var added = await proof.WithProofAsync(actor => addClient.ExecuteAsync(command, actor, CancellationToken.None));
        faults.Submit(added.Errors);
        if (added.IsSuccess)
        {
            form.Rebase(form.Details);
            pending.Clear();
            keys.Clear();
            navigation.NavigateTo($"{SiteMap.ApiClients.Path}?added={added.Value}");
        }
    }

    private async Task UpdateAsync(ApiClientView saved)
    {
        var command = new UpdateApiClientCommand(saved.Id, saved.Version, form.Details);
        switch (await proof.WithProofAsync(
            actor => updateClient.ExecuteAsync(command, actor, CancellationToken.None),
            outcome => outcome is UpdateApiClientOutcome.Refused refused ? refused.Errors : []))
        {
            case UpdateApiClientOutcome.Updated updated:
                form.Load(updated.Client.Details);
                Take(updated.Client);
                conflict = null;
                messages.Success($"{updated.Client.Details.Name} updated");
                break;
            case UpdateApiClientOutcome.Conflict stale:
                conflict = stale.Current;
                break;
            case UpdateApiClientOutcome.Refused refused:
                faults.Submit(refused.Errors);
                break;
        }
    }

    private async Task KeepMineAsync()
    {
        Take(conflict);
        form.Rebase(conflict!.Details);
        conflict = null;
        await SaveAsync();
    }

    private void TakeSaved()
    {
        form.Load(conflict!.Details);
        Take(conflict);
        conflict = null;
    }

    private async Task<PortalError?> StoreSecretAsync(NewSecret secret)
    {
        if (Saved is null)
        {
            KeepUntilSaved(secret);
            return null;
        }

        var command = new AddClientSecretCommand(Saved.Id, secret.Secret, secret.Choice.DeleteFirst, secret.Choice.Displaces);
        return await ChangeCredentialsAsync(
            "store a secret", () => proof.WithProofAsync(actor => addSecret.ExecuteAsync(command, actor, CancellationToken.None)));
    }

    private void KeepUntilSaved(NewSecret secret)
    {
        if ((secret.Choice.DeleteFirst ?? secret.Choice.Displaces) is { } gone)
        {
            RemovePending(gone);
        }

        pending.Add(secret.Secret);
        secrets.Add(SecretRow.Of(secret.Secret));
        StateHasChanged();
    }

    private void RemovePending(Guid rowId)
    {
        var index = secrets.FindIndex(row => row.Id == rowId);
        secrets.RemoveAt(index);
        pending.RemoveAt(index);
    }

    private async Task DeleteSecretAsync(SecretRow row)
    {
        if (Saved is null)
        {
            RemovePending(row.Id);
            return;
        }

        var error = await ChangeCredentialsAsync(
            "delete a secret", async () => await deleteSecret.ExecuteAsync(Saved.Id, row.Id, await actors.GetAsync(), CancellationToken.None));
        Tell(error, $"Secret {row.Hint}… deleted");
    }
}
