using System.Text;

namespace AdminPortal.Domain.TokenService.Rules.Assertions.Jose;

// This room owns the reading of signed objects (RFC 7515), stricter than the libraries. It protects whoever judges them from two
// readings of one text. It must never believe what it reads: that is for the signature.

/// <summary>
/// A signed object in the compact form (RFC 7515 section 7.1), read strictly and not believed yet. The strictness is ours because the
/// libraries' is not: they take members twice, unknown <c>crit</c>, padding.
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
            EncryptedParts => AssertionRefusal.Of("the assertion has five parts: it is encrypted, and only signed ones are taken"),
            var count => AssertionRefusal.Of($"the assertion has {count} parts instead of three"),
        };
    }

    /// <summary>What stands in the payload's place, whatever the rest looks like; null where that is no object.</summary>
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
            return AssertionRefusal.Of("a part of the assertion is no base64url without padding");
        }

        if (StrictJsonObject.Read(header) is not { } members || StrictJsonObject.Read(payload) is not { } claims)
        {
            return AssertionRefusal.Of("header or payload is no JSON object, is nested deeply or has a member twice");
        }

        var read = JwsHeader.Read(members);
        return read.Error is { } error ? error : new CompactJws(read.Value, claims, Encoding.ASCII.GetBytes(text, 0, lastDot), signature);
    }
}
