using System.Buffers.Text;
using System.Text.Json;

namespace AdminPortal.Domain.ApiClients.Rules;

/// <summary>
/// Keyset cursor: the sort key and the name of the row at the edge of a page. A page found by it costs the same however far down it lies,
/// and no row is repeated or skipped when others come and go.
/// </summary>
internal sealed record ApiClientCursor(long Key, string NameKey, bool Backward, int Position)
{
    private const int MaxLength = 2048;

    /// <summary>Far beyond any list, and far from an overflow.</summary>
    private const int MaxPosition = 1_000_000_000;

    public string Encode() => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(this));

    /// <summary>Null for a text that no page handed out: the list then starts at the first page.</summary>
    public static ApiClientCursor? Decode(string? text)
    {
        if (text is null or "" || text.Length > MaxLength || !Base64Url.IsValid(text))
        {
            return null;
        }

        try
        {
            var cursor = JsonSerializer.Deserialize<ApiClientCursor>(Base64Url.DecodeFromChars(text));
            return cursor is { NameKey: not null, Position: >= 0 and <= MaxPosition } ? cursor : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
