using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using AdminPortal.Domain.SigningKeys.Rules;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace AdminPortal.OAuth;

/// <summary>
/// A public document: the same bytes for every caller, cacheable, readable by scripts of any origin. Nothing else of this program is.
/// </summary>
internal sealed class PublicDocument
{
    private static readonly StringValues MayBeKept =
        string.Create(CultureInfo.InvariantCulture, $"public, max-age={SigningKeyLifecycle.KeySetAge.TotalSeconds}");

    private static readonly StringValues ReadOnly = "GET, HEAD";

    private readonly byte[] _json;
    private readonly EntityTagHeaderValue _tag;

    private PublicDocument(byte[] json)
    {
        _json = json;
        _tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(_json).AsSpan(0, 16))}\"");
    }

    public static PublicDocument Of(ServerMetadata metadata) => new(JsonSerializer.SerializeToUtf8Bytes(metadata, OAuthJsonContext.Default.ServerMetadata));

    public static PublicDocument Of(KeySet keys) => new(JsonSerializer.SerializeToUtf8Bytes(keys, OAuthJsonContext.Default.KeySet));

    public Task HandleAsync(HttpContext context)
    {
        var response = context.Response;
        if (!HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method))
        {
            response.StatusCode = StatusCodes.Status405MethodNotAllowed;
            response.Headers.Allow = ReadOnly;
            return Task.CompletedTask;
        }

        response.Headers.AccessControlAllowOrigin = "*";
        response.Headers.CacheControl = MayBeKept;
        response.Headers.ETag = _tag.ToString();
        if (context.Request.GetTypedHeaders().IfNoneMatch.Any(tag => tag.Tag == "*" || tag.Compare(_tag, useStrongComparison: false)))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        response.ContentType = OAuthJson.ContentType;
        response.ContentLength = _json.Length;
        return HttpMethods.IsHead(context.Request.Method)
            ? Task.CompletedTask
            : response.Body.WriteAsync(_json, context.RequestAborted).AsTask();
    }
}
