using System.Text.Json;
using System.Text.Unicode;

namespace AdminPortal.Domain.TokenService.Rules.Assertions.Jose;

/// <summary>
/// A JSON object with only one possible reading (RFC 7515 section 4, RFC 8725 section 2.4): UTF-8, no duplicate members at any depth, no
/// comments, no trailing commas, shallow. It remembers the first member that was read and is not of the expected type.
/// </summary>
internal sealed class StrictJsonObject
{
    private const int MaxDepth = 8;

    // The last second of the year 9999: DateTimeOffset cannot represent later dates, and none that far ahead is meant.
    private const double LastSecond = 253_402_300_799;

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = MaxDepth, AllowDuplicateProperties = false };

    private readonly JsonElement _members;

    private StrictJsonObject(JsonElement members) => _members = members;

    /// <summary>What is wrong with a member that was read; null if nothing is.</summary>
    public string? Fault { get; private set; }

    /// <summary>Null when the bytes are no such object.</summary>
    public static StrictJsonObject? Read(ReadOnlySpan<byte> json)
    {
        try
        {
            return Utf8.IsValid(json) && IsText(json) && JsonElement.Parse(json, Strict) is { ValueKind: JsonValueKind.Object } members
                ? new StrictJsonObject(members)
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public bool Has(string name) => _members.TryGetProperty(name, out _);

    /// <summary>Null when the member is absent or not a string.</summary>
    public string? Text(string name) => Take(name, JsonValueKind.String, "is not a string")?.GetString();

    /// <summary>A NumericDate (RFC 7519 section 2), whole or fractional; null when it is absent or invalid.</summary>
    public DateTimeOffset? Date(string name)
    {
        if (Take(name, JsonValueKind.Number, "is not a number") is not { } number)
        {
            return null;
        }

        if (number.TryGetDouble(out var seconds) && seconds is >= 0 and <= LastSecond)
        {
            return DateTimeOffset.UnixEpoch.AddSeconds(seconds);
        }

        Fault ??= $"{name} is not a time between the years 1970 and 9999";
        return null;
    }

    /// <summary>A string or an array of strings, as a list; null when it is absent or neither.</summary>
    public IReadOnlyList<string>? Texts(string name)
    {
        if (!_members.TryGetProperty(name, out var member) || member.ValueKind != JsonValueKind.Array)
        {
            return Text(name) is { } text ? [text] : null;
        }

        if (member.EnumerateArray().All(entry => entry.ValueKind == JsonValueKind.String))
        {
            return [.. member.EnumerateArray().Select(entry => entry.GetString()!)];
        }

        Fault ??= $"{name} holds something that is not a string";
        return null;
    }

    // Half of an escaped surrogate pair is not a character (RFC 7493 section 2.1); the reader notices only when the text is read.
    private static bool IsText(ReadOnlySpan<byte> json)
    {
        if (!json.Contains((byte)'\\'))
        {
            return true;
        }

        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = MaxDepth });
        try
        {
            while (reader.Read())
            {
                _ = reader.ValueIsEscaped ? reader.GetString() : null;
            }

            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private JsonElement? Take(string name, JsonValueKind kind, string otherwise)
    {
        if (!_members.TryGetProperty(name, out var member))
        {
            return null;
        }

        if (member.ValueKind == kind)
        {
            return member;
        }

        Fault ??= $"{name} {otherwise}";
        return null;
    }
}
