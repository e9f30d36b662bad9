using AdminPortal.Domain.TokenService.PresentedTokens;

namespace AdminPortal.OAuth;

/// <summary><c>POST /oauth2/v1/revoke</c> (RFC 7009): whatever became of the token, the response has no body.</summary>
internal sealed class RevocationEndpoint(RevokeOwnToken revokeOwnToken, PostedForm posted)
{
    public Task HandleAsync(HttpContext context) => posted.AnswerAsync(context, revokeOwnToken.ExecuteAsync, WriteAsync);

    private static Task WriteAsync(HttpContext context, RevocationAnswer answer)
    {
        OAuthJson.ForbidStoring(context.Response);
        context.Response.ContentLength = 0;
        return Task.CompletedTask;
    }
}
