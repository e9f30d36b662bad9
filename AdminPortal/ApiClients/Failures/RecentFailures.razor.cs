using System.Globalization;
using AdminPortal.Account;
using AdminPortal.Domain;
using AdminPortal.Domain.TokenFailures;
using AdminPortal.Domain.TokenFailures.Rules;
using AdminPortal.Shell.Feedback;
using Microsoft.AspNetCore.Components;

namespace AdminPortal.ApiClients.Failures;

/// <summary>The refused token requests of one client, on its Activity tab.</summary>
public sealed partial class RecentFailures(CurrentActor currentActor, ListTokenFailures listFailures, FailureBounds bounds, ServerCalls calls)
{
    private ClientFailures? failures;
    private ClientId? loadedFor;
    private string? refusal;
    private string? failure;
    private bool loading;

    [Parameter, EditorRequired]
    public ClientId ClientId { get; set; } = default!;

    /// <summary>Whether its tab is selected; until then the store is not queried.</summary>
    [Parameter]
    public bool IsShown { get; set; }

    private string CountInWords => failures switch
    {
        null => "",
        { Total: 1 } => "1 failed request",
        _ => string.Create(CultureInfo.InvariantCulture, $"{failures.Total:N0} failed requests"),
    };

    /// <summary>What the table does not show.</summary>
    private string? Remainder
    {
        get
        {
            var older = failures is null ? 0 : failures.Total - failures.Shown.Count;
            string?[] sentences =
            [
                older > 0
                    ? string.Create(CultureInfo.InvariantCulture, $"{older:N0} older {(older == 1 ? "one is" : "ones are")} found by reference only.")
                    : null,
                failures?.ThrottledCount > 0
                    ? string.Create(
                        CultureInfo.InvariantCulture,
                        $"{failures.ThrottledCount:N0} more throttled with “Too many failed attempts” and only counted.")
                    : null,
            ];
            var said = string.Join(' ', sentences.OfType<string>());
            return said.Length > 0 ? said : null;
        }
    }

    protected override async Task OnParametersSetAsync()
    {
        if (IsShown && loadedFor != ClientId)
        {
            loadedFor = ClientId;
            failures = null;
            await LoadAsync();
        }
    }

    private async Task LoadAsync()
    {
        if (loading)
        {
            return;
        }

        loading = true;
        failure = null;
        failure = await calls.TryAsync("load the recent failures of an API client", async () =>
        {
            var answer = await listFailures.ExecuteAsync(ClientId, await currentActor.GetAsync(), CancellationToken.None);
            refusal = answer.IsSuccess ? null : answer.Errors[0].Message;
            failures = answer.IsSuccess ? answer.Value : null;
        });
        loading = false;
    }
}
