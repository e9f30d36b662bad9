using System.Text.Json;
using Microsoft.Extensions.Primitives;

namespace AdminPortal.OAuth;

/// <summary>JSON answers as RFC 6749 sections 5.1 and 5.2 want them: UTF-8, and kept by nobody.</summary>
internal static class OAuthJson
{
    public const string ContentType = "application/json";

    private static readonly StringValues NoStore = "no-store";
    private static readonly StringValues NoCache = "no-cache";

    public static Task WriteAsync<T>(HttpContext context, int statusCode, T body)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(body);
        var response = context.Response;
        response.StatusCode = statusCode;
        response.ContentType = ContentType;
        response.ContentLength = json.Length;
        ForbidStoring(response);
        return response.Body.WriteAsync(json, context.RequestAborted).AsTask();
    }

    /// <summary>Also for an answer without a body.</summary>
    public static void ForbidStoring(HttpResponse response)
    {
        response.Headers.CacheControl = NoStore;
        response.Headers.Pragma = NoCache;
    }
}
