using System.Text.Json;
using System.Text.Unicode;

namespace AdminPortal.Domain.ApiClients.Rules.Jwks;

// This room owns the keys that clients publish at a URL: which URLs are accepted, what a key set contains, what a fetch found. It protects
// verification from documents that strangers write. It must never let one broken key affect its neighbours, nor fetch anything itself: that
// is the fetching's part.

/// <summary>
/// Reads a JWK set (RFC 7517 section 5) that a stranger wrote: strict about the document, and about each key on its own. A <c>kid</c> may
/// appear more than once (section 4.5), for example if one key is published once per algorithm: all of them stay, and the signature
/// decides.
/// </summary>
internal static class JwkSetReader
{
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = JwkSet.MaxDepth };

    public static Result<JwkSet> Read(ReadOnlySpan<byte> json)
    {
        try
        {
            json = json.StartsWith("\uFEFF"u8) ? json["\uFEFF"u8.Length..] : json;
            return Utf8.IsValid(json) ? Read(JsonElement.Parse(json, Strict)) : JwkSetErrors.NotJson;
        }
        catch (JsonException)
        {
            return JwkSetErrors.NotJson;
        }
    }

    private static Result<JwkSet> Read(JsonElement document)
    {
        if (JwkMembers.Of(document) is not { } members || members["keys"] is not { ValueKind: JsonValueKind.Array } keys)
        {
            return JwkSetErrors.NoKeys;
        }

        return keys.GetArrayLength() > JwkSet.MaxKeys ? JwkSetErrors.TooManyKeys : Judge(keys);
    }

    private static JwkSet Judge(JsonElement keys)
    {
        var usable = new List<PublishedKey>();
        var leftOut = new List<LeftOutKey>();
        foreach (var (index, element) in keys.EnumerateArray().Index())
        {
            var (keyId, key) = JwkReader.Read(element);
            if (key.IsSuccess)
            {
                usable.Add(key.Value);
            }
            else
            {
                leftOut.Add(LeftOutReasons.Of(index + 1, keyId, key.Errors[0]));
            }
        }

        return new JwkSet(usable, leftOut);
    }
}
