using AdminPortal.Domain.ApiClients.Rules.PublicKeys;

namespace AdminPortal.Domain.ApiClients.PublicKeys;

/// <summary>
/// What may be shown of an uploaded key. <paramref name="KeyId"/> is the <c>kid</c> by which an assertion names it (RFC 7638).
/// </summary>
public sealed record PublicKeyView(
    Guid Id,
    string Name,
    KeyKind Kind,
    int Size,
    string Fingerprint,
    string KeyId,
    CertificateFacts? Certificate,
    DateTimeOffset? LastUsedAt,
    string? LastUsedFrom)
{
    internal static PublicKeyView Of(ClientPublicKey stored)
    {
        var key = stored.Read();
        return new(
            stored.Id, stored.Name, key.Kind, key.Size, stored.Fingerprint, key.Thumbprint, stored.Certificate, stored.LastUsedAt, stored.LastUsedFrom);
    }
}
