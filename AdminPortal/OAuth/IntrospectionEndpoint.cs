using AdminPortal.Domain.TokenService.PresentedTokens;
using AdminPortal.Domain.TokenService.Rules;

namespace AdminPortal.OAuth;

/// <summary><c>POST /oauth2/v1/introspect</c> (RFC 7662).</summary>
internal sealed class IntrospectionEndpoint(IntrospectToken introspectToken, PostedForm posted)
{
    public Task HandleAsync(HttpContext context) => posted.AnswerAsync(context, introspectToken.ExecuteAsync, WriteAsync);

    private static Task WriteAsync(HttpContext context, Introspection introspection) => introspection.Active is { } token
        ? OAuthJson.WriteAsync(context, StatusCodes.Status200OK, ActiveTokenResponse.Of(token), OAuthJsonContext.Default.ActiveTokenResponse)
        : OAuthJson.WriteAsync(context, StatusCodes.Status200OK, new InactiveTokenResponse(), OAuthJsonContext.Default.InactiveTokenResponse);
}
