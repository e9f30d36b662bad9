using AdminPortal.Domain.ApiClients.PublicKeys;
using AdminPortal.Domain.ApiClients.Rules.PublicKeys;

namespace AdminPortal.ApiClients.Keys;

/// <summary>A key in the table: one that is stored, or one that starts when its client is saved.</summary>
public sealed record PublicKeyRow(Guid Id, string Name, string KindInWords, string Fingerprint, string KeyId, CertificateFacts? Certificate)
{
    public PublicKeyView? Stored { get; private init; }

    public NewPublicKey? Pending { get; private init; }

    /// <summary>Whether it is stored and its certificate, if any, is valid.</summary>
    public bool IsWorkingAt(DateTimeOffset now) =>
        Stored is not null && Certificate?.IsValidAt(now) is not false;

    public static PublicKeyRow Of(PublicKeyView stored) =>
        new(stored.Id, stored.Name, KeyWords.Of(stored.Kind, stored.Size), stored.Fingerprint, stored.KeyId, stored.Certificate) { Stored = stored };

    public static PublicKeyRow Of(NewPublicKey pending)
    {
        var key = pending.Pem.Key;
        return new(Guid.NewGuid(), pending.Name.Value, KeyWords.Of(key.Kind, key.Size), key.Fingerprint, key.Thumbprint, pending.Pem.Certificate)
        {
            Pending = pending,
        };
    }
}
