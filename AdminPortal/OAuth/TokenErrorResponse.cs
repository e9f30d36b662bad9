using System.Globalization;
using System.Text.Json.Serialization;
using AdminPortal.Domain.TokenFailures;
using AdminPortal.Domain.TokenService;
using AdminPortal.Hosting;

namespace AdminPortal.OAuth;

/// <summary>
/// The one place where a refusal becomes an answer (RFC 6749 section 5.2), a record and a line of the log. A random reference stands in
/// all three: by it an administrator finds the reason that the caller is not told.
/// </summary>
internal sealed partial class TokenErrorResponse(FailureJournal journal, ILogger<TokenErrorResponse> logger)
{
    private const string Challenge = "Basic realm=\"AdminPortal\", charset=\"UTF-8\"";

    public Task WriteAsync(HttpContext context, TokenError error)
    {
        var (statusCode, code, sentence) = AnswerTo(error);
        if (error.RetryAfter is { } pause)
        {
            context.Response.Headers.RetryAfter = Math.Max(1, (int)Math.Ceiling(pause.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        }

        return WriteAsync(context, statusCode, code, sentence, error);
    }

    public Task WriteMethodNotAllowedAsync(HttpContext context)
    {
        context.Response.Headers.Allow = HttpMethods.Post;
        const string Sentence = "This endpoint answers POST only.";
        return WriteAsync(
            context, StatusCodes.Status405MethodNotAllowed, "invalid_request", Sentence, new(TokenErrorCode.InvalidRequest, Sentence));
    }

    private Task WriteAsync(HttpContext context, int statusCode, string code, string sentence, TokenError error)
    {
        var reference = FailureReference.Generate();
        var reason = PlaceOf(context) + error.Reason;
        journal.Note(reference, code, error with { Reason = reason }, context.SourceAddress());
        RequestRefused(
            logger,
            reference.Value,
            code,
            LogText.Of(error.ClientId),
            LogText.Of(context.SourceAddress()),
            LogText.Of(reason));
        if (statusCode == StatusCodes.Status401Unauthorized)
        {
            context.Response.Headers.WWWAuthenticate = Challenge;
        }

        return OAuthJson.WriteAsync(context, statusCode, new Refusal(code, $"{sentence} Reference: {reference}"));
    }

    // For the administrator, where it was; most requests are for a token, and there it goes without saying.
    private static string PlaceOf(HttpContext context) => context.Request.Path.Value switch
    {
        OAuthEndpoints.Introspection => "at introspection: ",
        OAuthEndpoints.Revocation => "at revocation: ",
        _ => "",
    };

    private static (int StatusCode, string Code, string Sentence) AnswerTo(TokenError error) => error.Code switch
    {
        TokenErrorCode.InvalidRequest => (400, "invalid_request", error.Reason),
        TokenErrorCode.RequestTooLarge => (413, "invalid_request", "The body is too long."),
        TokenErrorCode.InvalidClient => (401, "invalid_client", "Client authentication failed."),
        TokenErrorCode.UnsupportedGrantType => (400, "unsupported_grant_type", "The only grant type is client_credentials."),
        TokenErrorCode.InvalidScope => (400, "invalid_scope", "The scope is malformed or not granted to this client."),
        TokenErrorCode.InvalidTarget => (400, "invalid_target", "The audience or resource is unknown or not granted to this client."),
        TokenErrorCode.TooManyFailures => (429, "temporarily_unavailable", "Too many failed attempts; try again later."),
        TokenErrorCode.StoreUnavailable => (503, "temporarily_unavailable", "The service cannot answer now; try again later."),
        _ => (500, "server_error", "The request failed for a reason on the side of the server."),
    };

    [LoggerMessage(21, LogLevel.Warning, "Refused ({Code}), reference {Reference}: client {ClientId} from {SourceAddress}: {Reason}")]
    private static partial void RequestRefused(
        ILogger logger, string reference, string code, string clientId, string sourceAddress, string reason);

    private sealed record Refusal(
        [property: JsonPropertyName("error")] string Error,
        [property: JsonPropertyName("error_description")] string Description);
}
