using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using AdminPortal.Domain.ApiClients.PublicKeys;
using AdminPortal.Domain.SigningKeys;
using AdminPortal.Domain.SigningKeys.Rotation;
using AdminPortal.Domain.TokenService.Requests;
using AdminPortal.Hosting;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace AdminPortal.OAuth;

/// <summary>
/// A document for everybody: the same bytes for every caller, cacheable, readable by scripts of any origin. Nothing else of this
/// program is.
/// </summary>
internal sealed class PublicDocument
{
    private static readonly StringValues MayBeKept =
        string.Create(CultureInfo.InvariantCulture, $"public, max-age={SigningKeyLifecycle.KeySetAge.TotalSeconds}");

    private static readonly StringValues ReadOnly = "GET, HEAD";

    private readonly byte[] _json;
    private readonly EntityTagHeaderValue _tag;

    private PublicDocument(JsonNode document)
    {
        _json = JsonSerializer.SerializeToUtf8Bytes(document);
        _tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(_json).AsSpan(0, 16))}\"");
    }

    /// <summary>RFC 8414: what works here, and nothing that does not.</summary>
    public static PublicDocument Metadata(string issuer) => new(MetadataOf(issuer));

    /// <summary>
    /// The same with what OpenID Connect Discovery section 3 requires beyond it, for readers that do not start without: a client is one
    /// <c>sub</c> to everybody, and what this server signs is signed by these algorithms. There is no <c>authorization_endpoint</c> to name, for
    /// nobody signs in here.
    /// </summary>
    public static PublicDocument OpenIdConfiguration(string issuer)
    {
        var metadata = MetadataOf(issuer);
        metadata["subject_types_supported"] = new JsonArray("public");
        metadata["id_token_signing_alg_values_supported"] = Names(SigningAlgorithms.All);
        return new(metadata);
    }

    /// <summary>RFC 7517 section 5.</summary>
    public static PublicDocument KeySet(IEnumerable<string> jwks) =>
        new(new JsonObject { ["keys"] = new JsonArray([.. jwks.Select(jwk => JsonNode.Parse(jwk))]) });

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

    private static JsonObject MetadataOf(string issuer) => new()
    {
        ["issuer"] = issuer,
        ["token_endpoint"] = issuer + OAuthPaths.Token,
        ["jwks_uri"] = issuer + OAuthPaths.Keys,
        ["response_types_supported"] = new JsonArray(),
        ["grant_types_supported"] = new JsonArray(TokenRequest.ClientCredentialsGrant),
        ["token_endpoint_auth_methods_supported"] = AuthenticationMethods(),
        ["token_endpoint_auth_signing_alg_values_supported"] = AssertionSignatures(),
        ["introspection_endpoint"] = issuer + OAuthPaths.Introspection,
        ["introspection_endpoint_auth_methods_supported"] = AuthenticationMethods(),
        ["introspection_endpoint_auth_signing_alg_values_supported"] = AssertionSignatures(),
        ["revocation_endpoint"] = issuer + OAuthPaths.Revocation,
        ["revocation_endpoint_auth_methods_supported"] = AuthenticationMethods(),
        ["revocation_endpoint_auth_signing_alg_values_supported"] = AssertionSignatures(),
    };

    // The same at all three endpoints; said anew each time, for a node stands in one place only.
    private static JsonArray AuthenticationMethods() => Names(PresentedMethod.Accepted);

    private static JsonArray AssertionSignatures() => Names(SignatureAlgorithms.Accepted);

    private static JsonArray Names(IEnumerable<string> names) => new([.. names.Select(name => JsonValue.Create(name))]);
}
