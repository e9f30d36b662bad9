using AdminPortal.Domain.ApiClients.Rules.PublicKeys;
using AdminPortal.Domain.TokenService.Rules.Assertions.Jose;

namespace AdminPortal.Domain.TokenService.Rules.Assertions;

/// <summary>
/// A client assertion (RFC 7523 section 3) as somebody presented it: well-formed, and nothing of it believed. It serves to find the
/// client and its keys; what it says holds only once <see cref="AssertionSignature"/> has verified it.
/// </summary>
public sealed class ClientAssertion
{
    private readonly CompactJws _jws;
    private readonly Dictionary<string, bool> _checked = new(StringComparer.Ordinal);

    private ClientAssertion(CompactJws jws)
    {
        _jws = jws;
        Issuer = jws.Payload.Text("iss");
        Subject = jws.Payload.Text("sub");
        Audiences = jws.Payload.Texts("aud");
        ExpiresAt = jws.Payload.Date("exp");
        IssuedAt = jws.Payload.Date("iat");
        NotBefore = jws.Payload.Date("nbf");
        JwtId = jws.Payload.Text("jti");
    }

    public string Algorithm => _jws.Header.Algorithm;

    public string? KeyId => _jws.Header.KeyId;

    /// <summary>The key names in its header: <c>kid</c>, <c>x5t#S256</c> and <c>x5t</c> (RFC 7515 section 4.1).</summary>
    internal IEnumerable<string> KeyNames => _jws.Header.KeyNames;

    public string? Type => _jws.Header.Type;

    public string? Issuer { get; }

    /// <summary>The client ID that the assertion claims.</summary>
    public string? Subject { get; }

    public IReadOnlyList<string>? Audiences { get; }

    public DateTimeOffset? ExpiresAt { get; }

    public DateTimeOffset? IssuedAt { get; }

    public DateTimeOffset? NotBefore { get; }

    public string? JwtId { get; }

    public static TokenStep<ClientAssertion> Read(string text)
    {
        var jws = CompactJws.Read(text);
        if (jws.Error is { } malformed)
        {
            return malformed;
        }

        var assertion = new ClientAssertion(jws.Value);
        return jws.Value.Payload.Fault is { } fault ? AssertionRefusal.Of(fault) : assertion;
    }

    /// <summary>The subject, or else the issuer, of an assertion that may be invalid; an unverified claim.</summary>
    internal static string? SubjectOf(string text) =>
        CompactJws.GlimpsePayload(text) is { } payload ? payload.Text("sub") ?? payload.Text("iss") : null;

    /// <summary>Its type's name: an assertion cannot be printed.</summary>
    public override string ToString() => nameof(ClientAssertion);

    internal int SignatureLength => _jws.Signature.Length;

    /// <summary>How many signature checks it has cost so far.</summary>
    internal int SignatureChecks => _checked.Count;

    /// <summary>Each key is checked once, however many copies of a client and of a key set contain it.</summary>
    internal bool IsSignedBy(VerificationKey key)
    {
        if (!_checked.TryGetValue(key.Fingerprint, out var isSigned))
        {
            isSigned = key.Verify(Algorithm, _jws.SigningInput, _jws.Signature);
            _checked.Add(key.Fingerprint, isSigned);
        }

        return isSigned;
    }
}
