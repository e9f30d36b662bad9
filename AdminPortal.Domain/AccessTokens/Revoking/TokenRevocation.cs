using AdminPortal.Domain.AccessTokens.Rules;
using AdminPortal.Domain.Administrators;
using AdminPortal.Domain.Auditing.Rules;

namespace AdminPortal.Domain.AccessTokens.Revoking;

/// <summary>One token's revocation by an administrator, as part of a change.</summary>
internal static class TokenRevocation
{
    /// <summary>Revokes it under that permit and records that; false when it was no longer active.</summary>
    public static bool TryRevoke(this TokenDossier found, Permit permit, DateTimeOffset now)
    {
        if (found.Life.StatusAt(now) != TokenStatus.Active)
        {
            return false;
        }

        found.Token.Revoke(permit.Actor.Name, now);
        permit.Record(AuditResult.Success, found.Client?.Name.Value ?? found.Token.ClientId.Value, AuditDetails.Of(
            ("Client ID", found.Token.ClientId.Value),
            ("JTI", found.Token.JwtId.ToString()),
            ("Expires", UtcText.Of(found.Token.ExpiresAt))));
        return true;
    }
}
