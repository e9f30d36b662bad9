using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.Primitives;

namespace AdminPortal.OAuth;

/// <summary>JSON responses as required by RFC 6749 sections 5.1 and 5.2: UTF-8, and not cacheable.</summary>
internal static class OAuthJson
{
    public const string ContentType = "application/json";

    private const int InitialBytes = 2048;

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _buffer;

    [ThreadStatic]
    private static Utf8JsonWriter? _writer;

    private static readonly StringValues NoStore = "no-store";
    private static readonly StringValues NoCache = "no-cache";

    public static Task WriteAsync<T>(HttpContext context, int statusCode, T body, JsonTypeInfo<T> type)
    {
        var json = Serialize(body, type);
        var response = context.Response;
        response.StatusCode = statusCode;
        response.ContentType = ContentType;
        response.ContentLength = json.Length;
        ForbidStoring(response);
        response.BodyWriter.Write(json);
        return response.BodyWriter.FlushAsync(context.RequestAborted).AsTask();
    }

    // The buffer is per thread and is copied before anything else can reuse it.
    private static ReadOnlySpan<byte> Serialize<T>(T body, JsonTypeInfo<T> type)
    {
        var buffer = _buffer ??= new ArrayBufferWriter<byte>(InitialBytes);
        var writer = _writer ??= new Utf8JsonWriter(buffer);
        buffer.ResetWrittenCount();
        writer.Reset();
        JsonSerializer.Serialize(writer, body, type);
        return buffer.WrittenSpan;
    }

    /// <summary>Also for a response without a body.</summary>
    public static void ForbidStoring(HttpResponse response)
    {
        response.Headers.CacheControl = NoStore;
        response.Headers.Pragma = NoCache;
    }
}
