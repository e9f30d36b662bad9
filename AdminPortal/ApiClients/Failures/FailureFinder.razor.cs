using AdminPortal.Account;
using AdminPortal.Domain.TokenFailures;
using AdminPortal.Domain.TokenFailures.Rules;
using AdminPortal.Shell.Feedback;
using Microsoft.AspNetCore.Components;

namespace AdminPortal.ApiClients.Failures;

// This room owns what administrators see of refused token requests. It protects them from text that strangers put into those: it is
// isolated and cannot pose as the page. It must never show a credential, which no record contains.

/// <summary>Finds one refused token request. A reference typed into the client search opens it too.</summary>
public sealed partial class FailureFinder(CurrentActor currentActor, FindTokenFailure findFailure, ServerCalls calls)
{
    private const int MaxTyped = 500;

    private FoundTokenFailure? found;
    private string? typed;
    private string? malformed;
    private string? refused;
    private string? broken;
    private string seen = "";
    private bool open;
    private bool finding;

    /// <summary>The text of the client search beside it.</summary>
    [Parameter]
    public string Search { get; set; } = "";

    protected override async Task OnParametersSetAsync()
    {
        if (Search == seen)
        {
            return;
        }

        seen = Search;
        if (FailureReference.IsMeantBy(Search))
        {
            (open, typed) = (true, Search.Trim());
            await FindAsync();
        }
    }

    private async Task FindAsync()
    {
        if (finding)
        {
            return;
        }

        finding = true;
        (found, malformed, refused, broken) = (null, null, null, null);
        broken = await calls.TryAsync("look up a failed request", async () =>
        {
            var answer = await findFailure.ExecuteAsync(typed, await currentActor.GetAsync(), CancellationToken.None);
            found = answer.IsSuccess ? answer.Value : null;
            malformed = answer.Errors.FirstOrDefault(error => error.Field is not null)?.Message;
            refused = answer.Errors.FirstOrDefault(error => error.Field is null)?.Message;
        });
        finding = false;
    }
}
