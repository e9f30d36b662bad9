using System.Globalization;
using AdminPortal.Account;
using AdminPortal.Domain.AccessTokens.Revoking;
using AdminPortal.Domain.ApiClients;
using Microsoft.AspNetCore.Components;

namespace AdminPortal.Tokens.Revoking;

/// <summary>Counts the live tokens of a client when it appears. Where they cannot be counted it says what holds for any number of them.</summary>
public sealed partial class LiveTokens(CurrentActor currentActor, CountLiveTokens countTokens, ILogger<LiveTokens> log)
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
        { Count: 1 } => "1 live token",
        { IsMore: true } => string.Create(CultureInfo.InvariantCulture, $"more than {LiveTokenCount.Limit:N0} live tokens"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{live?.Count:N0} live tokens"),
    };

    protected override async Task OnInitializedAsync()
    {
        try
        {
            var answer = await countTokens.ExecuteAsync(ClientId, await currentActor.GetAsync(), CancellationToken.None);
            (live, unknown) = (answer.IsSuccess ? answer.Value : null, !answer.IsSuccess);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            unknown = true;
            CountingFailed(log, fault);
        }
    }

    [LoggerMessage(115, LogLevel.Warning, "The live tokens of a client could not be counted")]
    private static partial void CountingFailed(ILogger log, Exception fault);
}
