using System.Globalization;
using AdminPortal.Account;
using AdminPortal.Domain.AccessTokens.Listing;
using AdminPortal.Domain.AccessTokens.Revoking;
using AdminPortal.Shell.Feedback;
using Microsoft.AspNetCore.Components;

namespace AdminPortal.Tokens.Revoking;

/// <summary>Says how many tokens a client holds, and revokes them all once YES is typed.</summary>
public sealed partial class RevokeClientTokensDialog(
    CurrentActor currentActor, RevokeClientTokens revokeTokens, StatusMessages messages, ILogger<RevokeClientTokensDialog> log)
{
    private string? error;

    [Parameter, EditorRequired]
    public TokenClient Client { get; set; } = default!;

    [Parameter]
    public EventCallback OnRevoked { get; set; }

    [Parameter]
    public EventCallback OnCancel { get; set; }

    private async Task RevokeAsync()
    {
        try
        {
            var answer = await revokeTokens.ExecuteAsync(Client.Id, await currentActor.GetAsync(), CancellationToken.None);
            error = answer.IsSuccess ? null : answer.Errors[0].Message;
            if (answer.IsSuccess)
            {
                messages.Success(InWords(answer.Value));
            }
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            var reference = Reference.New();
            LogFailure(log, reference, fault);
            error = $"The tokens could not be revoked for a reason on the side of the server. Try again. Reference: {reference}";
        }

        if (error is null)
        {
            await OnRevoked.InvokeAsync();
        }
    }

    private string InWords(LiveTokenCount revoked) => revoked switch
    {
        { Count: 0 } => $"{Client.Name} held no live token",
        { Count: 1 } => $"1 token of {Client.Name} revoked",
        { IsMore: true } => string.Create(CultureInfo.InvariantCulture, $"More than {LiveTokenCount.Limit:N0} tokens of {Client.Name} revoked"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{revoked.Count:N0} tokens of {Client.Name} revoked"),
    };

    [LoggerMessage(114, LogLevel.Error, "The tokens of a client could not be revoked (reference {Reference})")]
    private static partial void LogFailure(ILogger log, string reference, Exception fault);
}
