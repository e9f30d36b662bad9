using System.Net;
using AdminPortal.Domain.ApiClients.Rules.Jwks;
using AdminPortal.Domain.ApiClients.Rules.Jwks.Fetching;

namespace AdminPortal.Domain.ApiClients.Jwks.Fetching;

/// <summary>
/// Reads the response of a key server: status, encoding, size, JSON, key set, in that order (RFC 7517 section 8.5 names the media type).
/// </summary>
internal static class JwksResponse
{
    public static async Task<JwksFetchOutcome> ReadAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        if (Refusal(response) is { } refusal)
        {
            return new JwksFetchOutcome.Failed(refusal);
        }

        var body = await ReadBodyAsync(response.Content, cancellation);
        return body is null ? new JwksFetchOutcome.Failed(new JwksFailure.TooLarge()) : ReadKeys(body, response);
    }

    private static JwksFailure? Refusal(HttpResponseMessage response) => response switch
    {
        { StatusCode: >= HttpStatusCode.Moved and < HttpStatusCode.BadRequest and not HttpStatusCode.NotModified } =>
            new JwksFailure.Redirected((int)response.StatusCode, TargetOf(response)),
        { StatusCode: not HttpStatusCode.OK } => new JwksFailure.BadStatus((int)response.StatusCode),
        _ when !IsJson(MediaTypeOf(response)) => new JwksFailure.WrongContentType(MediaTypeOf(response)),
        _ when response.Content.Headers.ContentEncoding.Any(coding => !coding.Equals("identity", StringComparison.OrdinalIgnoreCase)) =>
            new JwksFailure.Compressed(),
        { Content.Headers.ContentLength: > JwksFetchOptions.MaxBytes } => new JwksFailure.TooLarge(),
        _ => null,
    };

    private static JwksFetchOutcome ReadKeys(byte[] body, HttpResponseMessage response)
    {
        var set = JwkSet.Read(body);
        return set.IsSuccess
            ? new JwksFetchOutcome.Fetched(set.Value, MaxAgeOf(response), (int)response.StatusCode, MediaTypeOf(response)!, body.Length)
            : new JwksFetchOutcome.Failed(set.Errors[0] == JwkSetErrors.NotJson
                ? new JwksFailure.NotJson()
                : new JwksFailure.NotAJwkSet(set.Errors[0].Message));
    }

    // Content-Length is only a claim; the bytes that arrive are counted.
    private static async Task<byte[]?> ReadBodyAsync(HttpContent content, CancellationToken cancellation)
    {
        await using var stream = await content.ReadAsStreamAsync(cancellation);
        var buffer = new byte[JwksFetchOptions.MaxBytes + 1];
        var length = await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellation);
        return length > JwksFetchOptions.MaxBytes ? null : buffer[..length];
    }

    private static bool IsJson(string? mediaType) =>
        mediaType is "application/json" or "text/json" || (mediaType?.EndsWith("+json", StringComparison.Ordinal) ?? false);

    private static string? MediaTypeOf(HttpResponseMessage response) =>
        response.Content.Headers.ContentType?.MediaType is { } mediaType ? PrintableText.Of(mediaType.ToLowerInvariant(), JwksFailure.MaxWordsLength) : null;

    // Without user name, query and fragment, which may contain what must not be shown.
    private static string? TargetOf(HttpResponseMessage response) =>
        response.Headers.Location is { } location && Uri.TryCreate(response.RequestMessage!.RequestUri, location, out var target)
            ? PrintableText.Of(target.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped), JwksFailure.MaxWordsLength)
            : null;

    private static TimeSpan? MaxAgeOf(HttpResponseMessage response) => response.Headers.CacheControl switch
    {
        null => null,
        { NoStore: true } or { NoCache: true } => TimeSpan.Zero,
        { MaxAge: { } maxAge } => maxAge - (response.Headers.Age ?? TimeSpan.Zero) is var left && left > TimeSpan.Zero ? left : TimeSpan.Zero,
        _ => null,
    };
}
