using AdminPortal.Domain.TokenService;

namespace AdminPortal.OAuth;

/// <summary><c>POST /oauth2/v1/token</c>: a request in, an answer out, and nothing decided here.</summary>
internal sealed class TokenEndpoint(IssueAccessToken issueAccessToken, PostedForm posted)
{
    public Task HandleAsync(HttpContext context) => posted.AnswerAsync(context, issueAccessToken.ExecuteAsync, WriteAsync);

    private static Task WriteAsync(HttpContext context, AccessToken token) => OAuthJson.WriteAsync(
        context, StatusCodes.Status200OK, new TokenResponse(token.Value, "Bearer", token.ExpiresIn, token.Scope), OAuthJsonContext.Default.TokenResponse);
}
