using AdminPortal.Account;
using AdminPortal.Domain;
using AdminPortal.Domain.ApiClients;
using AdminPortal.Domain.ApiClients.Rules;
using AdminPortal.Shell.Feedback;
using AdminPortal.Shell.Time;
using Microsoft.AspNetCore.Components;

namespace AdminPortal.ApiClients.Listing;

/// <summary>Says what deleting a client does, with evidence of its use, and deletes it once YES is typed.</summary>
public sealed partial class DeleteApiClientDialog(
    CurrentActor currentActor, GetApiClient getApiClient, DeleteApiClient deleteApiClient, ServerCalls calls, TimeProvider clock)
{
    private ApiClientView? view;

    [Parameter, EditorRequired]
    public ApiClientRow Client { get; set; } = default!;

    /// <summary>The client is gone, deleted by this dialog or by someone else first.</summary>
    [Parameter]
    public EventCallback<ApiClientRow> OnDeleted { get; set; }

    [Parameter]
    public EventCallback OnCancel { get; set; }

    [CascadingParameter]
    public ReaderTimeZone Zone { get; set; } = ReaderTimeZone.Utc;

    private string LastUse
    {
        get
        {
            if ((view?.LastUsedAt ?? Client.LastUsedAt) is not { } used)
            {
                return "It has never been used.";
            }

            var when = RelativeTime.Describe(used, clock.GetUtcNow()) ?? $"on {Zone.Exact(used)}";
            return view?.LastUsedFrom is { } source ? $"Last used {when} from {source}." : $"Last used {when}.";
        }
    }

    // If this fails, the dialog shows what the list knows.
    protected override Task OnInitializedAsync() => calls.TryAsync("load an API client", async () =>
    {
        var answer = await getApiClient.ExecuteAsync(Client.Id, await currentActor.GetAsync(), CancellationToken.None);
        view = answer.IsSuccess ? answer.Value : null;
    });

    private async Task<Result<string>> DeleteAsync()
    {
        var answer = await deleteApiClient.ExecuteAsync(Client.Id, await currentActor.GetAsync(), CancellationToken.None);
        return answer.IsSuccess ? $"API client deleted: {Client.Name}" : answer.Errors[0];
    }
}
