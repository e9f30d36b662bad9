using System.Text;

namespace AdminPortal.Domain.TokenService.Rules.Assertions.Jose;

// This room owns the parsing of signed objects (RFC 7515), stricter than the libraries. It protects its callers from two readings of one
// text. It must never trust what it reads: that takes the signature.

/// <summary>
/// A signed object in the compact form (RFC 7515 section 7.1), parsed strictly and not trusted yet. The strictness is our own because the
/// libraries are lenient: they accept duplicate members, unknown <c>crit</c>, padding.
/// </summary>
internal sealed class CompactJws
{
    public const int MaxLength = 64 * 1024;

    private const int Parts = 3;
    private const int EncryptedParts = 5;

    private CompactJws(JwsHeader header, StrictJsonObject payload, byte[] signingInput, byte[] signature) =>
        (Header, Payload, SigningInput, Signature) = (header, payload, signingInput, signature);

    public JwsHeader Header { get; }

    public StrictJsonObject Payload { get; }

    public byte[] SigningInput { get; }

    public byte[] Signature { get; }

    public static TokenStep<CompactJws> Read(string text)
    {
        if (text.Length > MaxLength)
        {
            return AssertionRefusal.Of($"the assertion is longer than {MaxLength} characters");
        }

        return (text.AsSpan().Count('.') + 1) switch
        {
            Parts => ReadParts(text, text.IndexOf('.', StringComparison.Ordinal), text.LastIndexOf('.')),
            EncryptedParts => AssertionRefusal.Of("the assertion has five parts: it is encrypted, and only signed ones are accepted"),
            var count => AssertionRefusal.Of($"the assertion has {count} parts instead of three"),
        };
    }

    /// <summary>The payload, however invalid the rest is; null if it is no JSON object.</summary>
    public static StrictJsonObject? GlimpsePayload(string text)
    {
        var begin = text.IndexOf('.', StringComparison.Ordinal) + 1;
        if (begin == 0 || text.Length > MaxLength)
        {
            return null;
        }

        var end = text.IndexOf('.', begin);
        return CanonicalBase64Url.Decode(text.AsSpan()[begin..(end < 0 ? text.Length : end)]) is { } bytes ? StrictJsonObject.Read(bytes) : null;
    }

    /// <summary>Its type's name: an assertion cannot be printed.</summary>
    public override string ToString() => nameof(CompactJws);

    private static TokenStep<CompactJws> ReadParts(string text, int firstDot, int lastDot)
    {
        var header = CanonicalBase64Url.Decode(text.AsSpan(0, firstDot));
        var payload = CanonicalBase64Url.Decode(text.AsSpan(firstDot + 1, lastDot - firstDot - 1));
        var signature = CanonicalBase64Url.Decode(text.AsSpan(lastDot + 1));
        if (header is null || payload is null || signature is null)
        {
            return AssertionRefusal.Of("a part of the assertion is not base64url without padding");
        }

        if (StrictJsonObject.Read(header) is not { } members || StrictJsonObject.Read(payload) is not { } claims)
        {
            return AssertionRefusal.Of("header or payload is not a JSON object, is nested too deeply or has a duplicate member");
        }

        var read = JwsHeader.Read(members);
        return read.Error is { } error ? error : new CompactJws(read.Value, claims, Encoding.ASCII.GetBytes(text, 0, lastDot), signature);
    }
}
