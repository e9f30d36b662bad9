using System.Globalization;
using AdminPortal.Domain.Telemetry;
using AdminPortal.Domain.TokenFailures;
using AdminPortal.Domain.TokenFailures.Rules;
using AdminPortal.Domain.TokenService.Rules;
using AdminPortal.Domain.TokenService.Rules.Authentication;
using AdminPortal.Domain.TokenService.Rules.Requests;
using AdminPortal.Hosting;

namespace AdminPortal.OAuth;

/// <summary>
/// The one place where a refusal is counted against an unverified caller, and becomes a response (RFC 6749 section 5.2), a record and a log
/// line. A random reference appears in all three: by it an administrator finds the reason that the caller is not told.
/// </summary>
internal sealed class TokenErrorResponse(AuthenticationThrottle throttle, FailureJournal journal, RefusalLog log, PortalMetrics metrics)
{
    private const string Challenge = "Basic realm=\"AdminPortal\", charset=\"UTF-8\"";
    private const string Issuance = "issuance";
    private const string PostOnly = "This endpoint answers POST only.";

    public Task WriteAsync(HttpContext context, TokenError refusal)
    {
        var source = context.SourceAddress();
        var error = throttle.Count(refusal, source);
        var (statusCode, code, sentence) = AnswerTo(error);
        var reference = FailureReference.Generate();
        var told = error with { Reason = PlaceOf(context) + error.Reason };
        journal.Note(reference, code, told, source);
        log.Note(reference, code, told, source);
        metrics.Refused(EndpointOf(context), error.Method, error.Code);
        if (error.RetryAfter is { } pause)
        {
            context.Response.Headers.RetryAfter = Math.Max(1, (int)Math.Ceiling(pause.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        }

        if (statusCode == StatusCodes.Status401Unauthorized)
        {
            context.Response.Headers.WWWAuthenticate = Challenge;
        }

        return OAuthJson.WriteAsync(
            context, statusCode, new ErrorResponse(code, $"{sentence} Reference: {reference}"), OAuthJsonContext.Default.ErrorResponse);
    }

    public Task WriteMethodNotAllowedAsync(HttpContext context)
    {
        context.Response.Headers.Allow = HttpMethods.Post;
        return WriteAsync(context, new TokenError(TokenErrorCode.NotPosted, PostOnly));
    }

    // The endpoint, for the administrator; omitted for the token endpoint, where most requests go.
    private static string PlaceOf(HttpContext context) => EndpointOf(context) is var endpoint and not Issuance ? $"at {endpoint}: " : "";

    private static string EndpointOf(HttpContext context) => context.Request.Path.Value switch
    {
        OAuthPaths.Introspection => "introspection",
        OAuthPaths.Revocation => "revocation",
        _ => Issuance,
    };

    private static (int StatusCode, string Code, string Sentence) AnswerTo(TokenError error) => error.Code switch
    {
        TokenErrorCode.InvalidRequest => (400, "invalid_request", error.Reason),
        TokenErrorCode.NotPosted => (405, "invalid_request", PostOnly),
        TokenErrorCode.RequestTooLarge => (413, "invalid_request", "The body is too long."),
        TokenErrorCode.InvalidClient => (401, "invalid_client", "Client authentication failed."),
        TokenErrorCode.UnsupportedGrantType => (400, "unsupported_grant_type", $"The only grant type is {TokenRequest.ClientCredentialsGrant}."),
        TokenErrorCode.InvalidScope => (400, "invalid_scope", "The scope is malformed or not granted to this client."),
        TokenErrorCode.InvalidTarget => (400, "invalid_target", "The audience or resource is unknown or not granted to this client."),
        TokenErrorCode.TooManyFailures => (429, "temporarily_unavailable", "Too many failed attempts; try again later."),
        TokenErrorCode.StoreUnavailable => (503, "temporarily_unavailable", "The service cannot answer now; try again later."),
        _ => (500, "server_error", "The request failed because of a server error."),
    };
}
