using AdminPortal.Domain.Auditing.Rules;

namespace AdminPortal.Domain.SigningKeys.Rules;

/// <summary>How the audit log describes a signing key.</summary>
internal static class SigningKeyAudit
{
    public static AuditDetails Announced(SigningKey key) => AuditDetails.Of(
        ("Algorithm", key.Algorithm), ("May sign from", UtcText.Of(key.MaySignFrom)));

    public static AuditDetails PutRight(SigningKey key) => Announced(key).Add("Times", "Ahead of the clock", "Corrected");

    public static AuditDetails Moved(SigningKey key, SigningKeyState before) =>
        AuditDetails.Of(("Algorithm", key.Algorithm)).Add("State", before.ToString(), key.State.ToString());
}
