using System.Buffers;
using System.IO.Pipelines;
using AdminPortal.Hosting.Bodies;
using Microsoft.AspNetCore.Http.Features;

namespace AdminPortal.OAuth;

/// <summary>Reads a whole body, up to a limit.</summary>
internal static class RequestBody
{
    /// <summary>Enough for a scope of 100 kB, which is to get its own error.</summary>
    public const int MaxBytes = 256 * 1024;

    // Beyond this the connection is closed while the caller is still sending.
    private const int MaxBytesReadAway = 4 * 1024 * 1024;

    /// <summary>Null when the body is longer. The rest is read all the same: a response sent before its end may never arrive.</summary>
    /// <exception cref="BadHttpRequestException">The body violates HTTP or the server's own limits.</exception>
    /// <exception cref="CallerGoneException">The caller is gone.</exception>
    public static async ValueTask<byte[]?> ReadAsync(HttpContext context)
    {
        if (context.Request.ContentLength is null or > MaxBytes
            && context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } server)
        {
            server.MaxRequestBodySize = MaxBytesReadAway;
        }

        try
        {
            return await ReadToEndAsync(context.Request.BodyReader, context.RequestAborted);
        }
        catch (Exception fault) when (BodyFault.IsOne(fault))
        {
            throw await BodyFault.ExplainAsync(context, fault);
        }
    }

    private static async ValueTask<byte[]?> ReadToEndAsync(PipeReader reader, CancellationToken cancellation)
    {
        var isTooLong = false;
        while (true)
        {
            var read = await reader.ReadAsync(cancellation);
            isTooLong |= read.Buffer.Length > MaxBytes;
            if (read.IsCompleted)
            {
                var body = isTooLong ? null : read.Buffer.ToArray();
                reader.AdvanceTo(read.Buffer.End);
                return body;
            }

            reader.AdvanceTo(isTooLong ? read.Buffer.End : read.Buffer.Start, read.Buffer.End);
        }
    }
}
