using System.Buffers;
using System.Text.Json;
using Microsoft.Extensions.Primitives;

namespace AdminPortal.OAuth;

/// <summary>JSON answers as RFC 6749 sections 5.1 and 5.2 want them: UTF-8, and kept by nobody.</summary>
internal static class OAuthJson
{
    public const string ContentType = "application/json";

    private const int InitialBytes = 2048;

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _buffer;

    private static readonly StringValues NoStore = "no-store";
    private static readonly StringValues NoCache = "no-cache";

    public static Task WriteAsync<T>(HttpContext context, int statusCode, T body)
    {
        var json = Serialize(body);
        var response = context.Response;
        response.StatusCode = statusCode;
        response.ContentType = ContentType;
        response.ContentLength = json.Length;
        ForbidStoring(response);
        response.BodyWriter.Write(json);
        return response.BodyWriter.FlushAsync(context.RequestAborted).AsTask();
    }

    // Into a buffer of this thread, which is copied before anything else can want it.
    private static ReadOnlySpan<byte> Serialize<T>(T body)
    {
        var buffer = _buffer ??= new ArrayBufferWriter<byte>(InitialBytes);
        buffer.ResetWrittenCount();
        using var writer = new Utf8JsonWriter(buffer);
        JsonSerializer.Serialize(writer, body);
        writer.Flush();
        return buffer.WrittenSpan;
    }

    /// <summary>Also for an answer without a body.</summary>
    public static void ForbidStoring(HttpResponse response)
    {
        response.Headers.CacheControl = NoStore;
        response.Headers.Pragma = NoCache;
    }
}
