using System.Globalization;
using AdminPortal.Account;
using AdminPortal.Domain;
using AdminPortal.Domain.AccessTokens.Revoking;
using AdminPortal.Shell.Feedback;
using Microsoft.AspNetCore.Components;

namespace AdminPortal.Tokens.Revoking;

/// <summary>
/// Counts the active tokens of a client when it appears. If they cannot be counted, it says what holds for any number of them.
/// </summary>
public sealed partial class LiveTokens(CurrentActor currentActor, CountLiveTokens countTokens, ServerCalls calls)
{
    private LiveTokenCount? live;
    private bool unknown;

    [Parameter, EditorRequired]
    public ClientId ClientId { get; set; } = default!;

    /// <summary>Continues "revoked": "at once", "with the update".</summary>
    [Parameter]
    public string When { get; set; } = "at once";

    private string Count => live switch
    {
        { Count: 1 } => "1 active token",
        { IsMore: true } => string.Create(CultureInfo.InvariantCulture, $"more than {LiveTokenCount.Limit:N0} active tokens"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{live?.Count:N0} active tokens"),
    };

    protected override async Task OnInitializedAsync()
    {
        await calls.TryAsync("count the live tokens of a client", async () =>
        {
            var answer = await countTokens.ExecuteAsync(ClientId, await currentActor.GetAsync(), CancellationToken.None);
            live = answer.IsSuccess ? answer.Value : null;
        });
        unknown = live is null;
    }
}
