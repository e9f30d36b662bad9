using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using AdminPortal.Domain.AccessTokens.Rules;
using AdminPortal.Domain.SigningKeys;
using AdminPortal.Domain.TokenService.Journal;
using AdminPortal.Domain.TokenService.Rules;
using AdminPortal.Domain.TokenService.Rules.Authentication;

namespace AdminPortal.Domain.TokenService;

/// <summary>An access token on its way to the client; its ToString is its type's name, never its value.</summary>
public sealed class AccessToken(string value, int expiresIn, string scope)
{
    public string Value { get; } = value;

    /// <summary>Seconds: <c>exp - iat</c>.</summary>
    public int ExpiresIn { get; } = expiresIn;

    public string Scope { get; } = scope;

    public override string ToString() => nameof(AccessToken);
}

/// <summary>
/// A token that is decided and not yet signed: it goes on record and under the signature at the same time, and both tell of the one key that
/// was taken for it.
/// </summary>
internal sealed class AccessTokenDraft
{
    private const int InitialBytes = 1024;

    // Never embedded in HTML: it is base64url-encoded.
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _buffer;

    [ThreadStatic]
    private static Utf8JsonWriter? _json;

    private readonly TokenSigner _signer;
    private readonly TokenContent _content;
    private readonly ClientSnapshot _client;
    private readonly DateTimeOffset _issuedAt;
    private readonly Guid _jwtId;

    public AccessTokenDraft(TokenSigner signer, string issuer, AccessTokenGrant grant, ClientSnapshot client, DateTimeOffset now)
    {
        (_signer, _client) = (signer, client);
        _content = grant.ContentFor(signer.KeyId, signer.Algorithm, issuer, client.AccessTokenLifetime);
        _jwtId = Guid.CreateVersion7(now);
        // As the record will tell it, in whole seconds; a lifetime counted from a fraction would not be the client's.
        _issuedAt = IssuedToken.IssuedAtOf(_jwtId);
    }

    public string KeyId => _signer.KeyId;

    private DateTimeOffset ExpiresAt => _issuedAt + _client.AccessTokenLifetime.Span;

    public TokenToRecord Record(Guid? credentialId, string? sourceAddress) => new(
        new IssuedToken(_jwtId, _client.Id, _client.TokenGeneration, _content.Id, ExpiresAt)
        {
            CredentialId = credentialId,
            SourceAddress = sourceAddress,
        },
        _content);

    public AccessToken Sign() => new(_signer.Sign(WriteClaims()), (int)_client.AccessTokenLifetime.Span.TotalSeconds, _content.Scope);

    // Into a buffer of this thread, which is signed before anything else can want it.
    private ReadOnlySpan<byte> WriteClaims()
    {
        var buffer = _buffer ??= new ArrayBufferWriter<byte>(InitialBytes);
        var json = _json ??= new Utf8JsonWriter(buffer, Plain);
        buffer.ResetWrittenCount();
        json.Reset(buffer);
        _content.WriteClaims(json, _client.Id, _jwtId, _issuedAt, ExpiresAt);
        return buffer.WrittenSpan;
    }
}
