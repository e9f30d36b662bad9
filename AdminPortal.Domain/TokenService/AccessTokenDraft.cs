using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using AdminPortal.Domain.AccessTokens;
using AdminPortal.Domain.SigningKeys;
using AdminPortal.Domain.TokenService.Authentication;
using AdminPortal.Domain.TokenService.Journal;

namespace AdminPortal.Domain.TokenService;

/// <summary>A token that is decided and not yet signed: it goes on record and under the signature at the same time.</summary>
internal sealed class AccessTokenDraft
{
    private const int InitialBytes = 1024;

    // Nobody reads it as HTML: it goes into base64url.
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _buffer;

    [ThreadStatic]
    private static Utf8JsonWriter? _json;

    private readonly TokenSigner _signer;
    private readonly TokenContent _content;
    private readonly AccessTokenGrant _grant;
    private readonly ClientSnapshot _client;
    private readonly DateTimeOffset _issuedAt;
    private readonly Guid _jwtId;

    public AccessTokenDraft(TokenSigner signer, TokenContent content, AccessTokenGrant grant, ClientSnapshot client, DateTimeOffset now)
    {
        (_signer, _content, _grant, _client) = (signer, content, grant, client);
        _jwtId = Guid.CreateVersion7(now);
        // Numeric dates are whole seconds here; a lifetime counted from a fraction would not be the client's.
        _issuedAt = DateTimeOffset.FromUnixTimeSeconds(now.ToUnixTimeSeconds());
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

    public AccessToken Sign() => new(_signer.Sign(WriteClaims()), (int)_client.AccessTokenLifetime.Span.TotalSeconds, _grant.Scope);

    // RFC 9068 section 2.2. By hand, because JsonWebTokenHandler took a tenth of what an ES256 token costs and more than half of its memory
    // (Load/README.md); the signature is the library's. Into a buffer of this thread, which is signed before anything else can want it.
    private ReadOnlySpan<byte> WriteClaims()
    {
        var buffer = _buffer ??= new ArrayBufferWriter<byte>(InitialBytes);
        var json = _json ??= new Utf8JsonWriter(buffer, Plain);
        buffer.ResetWrittenCount();
        json.Reset(buffer);
        json.WriteStartObject();
        json.WriteString("iss", _content.Issuer);
        json.WriteString("aud", _content.Audience);
        json.WriteNumber("exp", ExpiresAt.ToUnixTimeSeconds());
        json.WriteNumber("iat", _issuedAt.ToUnixTimeSeconds());
        json.WriteNumber("nbf", _issuedAt.ToUnixTimeSeconds());
        json.WriteString("sub", _client.Id.Value);
        json.WriteString("client_id", _client.Id.Value);
        json.WriteString("scope", _grant.Scope);
        json.WriteString("jti", _jwtId);
        json.WritePropertyName("service-info");
        json.WriteRawValue(_content.ServiceInfo, skipInputValidation: true);
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenSpan;
    }
}
