using AdminPortal.Domain.TokenService;
using AdminPortal.Domain.TokenService.Rules;
using AdminPortal.Domain.TokenService.Rules.Requests;

namespace AdminPortal.OAuth;

/// <summary><c>POST /oauth2/v1/token</c>: a request in, a response out, and nothing decided here.</summary>
internal sealed class TokenEndpoint(IssueAccessToken issueAccessToken, PostedForm posted)
{
    // Made once: a method of an object is a new delegate wherever it is named.
    private readonly Func<PresentedRequest, CancellationToken, Task<TokenStep<AccessToken>>> _issue = issueAccessToken.ExecuteAsync;

    public Task HandleAsync(HttpContext context) => posted.AnswerAsync(context, _issue, WriteAsync);

    private static Task WriteAsync(HttpContext context, AccessToken token) => OAuthJson.WriteAsync(
        context, StatusCodes.Status200OK, new TokenResponse(token.Value, "Bearer", token.ExpiresIn, token.Scope), OAuthJsonContext.Default.TokenResponse);
}
