using System.Text.Json.Serialization;
using AdminPortal.Domain.TokenService;
using AdminPortal.Domain.TokenService.Requests;
using AdminPortal.Hosting;

namespace AdminPortal.OAuth;

/// <summary><c>POST /oauth2/v1/token</c>: a request in, an answer out, and nothing decided here.</summary>
internal sealed partial class TokenEndpoint(IssueAccessToken issueAccessToken, TokenErrorResponse errors, ILogger<TokenEndpoint> logger)
{
    public async Task HandleAsync(HttpContext context)
    {
        if (!HttpMethods.IsPost(context.Request.Method))
        {
            await errors.WriteMethodNotAllowedAsync(context);
            return;
        }

        try
        {
            var answer = await AnswerAsync(context);
            await (answer.Error is { } error ? errors.WriteAsync(context, error) : WriteAsync(context, answer.Value));
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // Nobody is left to answer.
        }
        catch (Exception fault) when (!context.Response.HasStarted)
        {
            RequestFailed(logger, fault);
            await errors.WriteAsync(context, new TokenError(TokenErrorCode.ServerError, $"unexpected {fault.GetType().Name}"));
        }
    }

    private async Task<TokenStep<AccessToken>> AnswerAsync(HttpContext context)
    {
        try
        {
            return await RequestBody.ReadAsync(context) is { } body
                ? await issueAccessToken.ExecuteAsync(Present(context, body), context.RequestAborted)
                : TooLarge;
        }
        catch (BadHttpRequestException fault)
        {
            return fault.StatusCode == StatusCodes.Status413PayloadTooLarge
                ? TooLarge
                : new TokenError(TokenErrorCode.InvalidRequest, "The body is not well-formed HTTP.");
        }
    }

    private static TokenError TooLarge => new(TokenErrorCode.RequestTooLarge, $"the body is longer than {RequestBody.MaxBytes} bytes");

    private static PresentedRequest Present(HttpContext context, byte[] body) => new()
    {
        ContentType = context.Request.ContentType,
        Authorization = [.. context.Request.Headers.Authorization.OfType<string>()],
        Body = body,
        HasCredentialsInQuery = context.Request.QueryString.HasValue
            && PresentedRequest.CredentialParameters.Any(context.Request.Query.ContainsKey),
        SourceAddress = context.SourceAddress(),
    };

    private static Task WriteAsync(HttpContext context, AccessToken token) =>
        OAuthJson.WriteAsync(context, StatusCodes.Status200OK, new Success(token.Value, "Bearer", token.ExpiresIn, token.Scope));

    [LoggerMessage(20, LogLevel.Error, "A token request failed")]
    private static partial void RequestFailed(ILogger logger, Exception fault);

    private sealed record Success(
        [property: JsonPropertyName("access_token")] string AccessToken,
        [property: JsonPropertyName("token_type")] string TokenType,
        [property: JsonPropertyName("expires_in")] int ExpiresIn,
        [property: JsonPropertyName("scope")] string Scope)
    {
        public override string ToString() => nameof(Success);
    }
}
