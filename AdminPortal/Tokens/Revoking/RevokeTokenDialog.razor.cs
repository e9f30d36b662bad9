using AdminPortal.Account;
using AdminPortal.Domain.AccessTokens.Listing;
using AdminPortal.Domain.AccessTokens.Revoking;
using AdminPortal.Shell.Feedback;
using Microsoft.AspNetCore.Components;

namespace AdminPortal.Tokens.Revoking;

/// <summary>Says what revoking a token does and what it cannot do, and revokes it once YES is typed.</summary>
public sealed partial class RevokeTokenDialog(
    CurrentActor currentActor, RevokeAccessToken revokeToken, StatusMessages messages, ILogger<RevokeTokenDialog> log)
{
    private string? error;

    [Parameter, EditorRequired]
    public TokenRow Token { get; set; } = default!;

    /// <summary>The token has ended, by this dialog or without it.</summary>
    [Parameter]
    public EventCallback<TokenRow> OnRevoked { get; set; }

    [Parameter]
    public EventCallback OnCancel { get; set; }

    private async Task RevokeAsync()
    {
        try
        {
            var answer = await revokeToken.ExecuteAsync(Token.JwtId, await currentActor.GetAsync(), CancellationToken.None);
            error = answer.IsSuccess ? null : answer.Errors[0].Message;
            if (answer.IsSuccess)
            {
                messages.Success(answer.Value ? $"Token of {Token.ClientName ?? Token.ClientId.Value} revoked" : "This token had ended already");
            }
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            var reference = Reference.New();
            LogFailure(log, reference, fault);
            error = $"The token could not be revoked for a reason on the side of the server. Try again. Reference: {reference}";
        }

        if (error is null)
        {
            await OnRevoked.InvokeAsync(Token);
        }
    }

    [LoggerMessage(113, LogLevel.Error, "A token could not be revoked (reference {Reference})")]
    private static partial void LogFailure(ILogger log, string reference, Exception fault);
}
