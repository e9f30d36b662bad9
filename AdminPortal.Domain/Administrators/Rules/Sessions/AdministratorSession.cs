using System.Buffers.Text;
using System.Security.Cryptography;

namespace AdminPortal.Domain.Administrators.Rules.Sessions;

// This room owns who is signed in. It protects the sessions: each is recorded, ends after eight hours in any case and after one hour
// without activity, and ends at once when the administrator signs out, is disabled or gets a new password. It must never say why a sign-in
// failed.

/// <summary>
/// One sign-in of one administrator in one browser; the browser holds it encrypted, the store knows whether it is still valid.
/// </summary>
public sealed record AdministratorSession(string AdministratorId, string Id, string SecurityStamp)
{
    /// <summary>Absolute limit: no activity prolongs it (NIST SP 800-63B §2.2.3 asks for 12 hours at most).</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(8);

    /// <summary>
    /// Idle limit: time without activity of a person, which is requesting a page or using mouse or keyboard in an open one (ASVS 7.3.1,
    /// NIST: one hour at most). An open page alone is not activity: its connection and refreshes would keep the session of an absent
    /// person.
    /// </summary>
    public static readonly TimeSpan IdleLimit = TimeSpan.FromMinutes(60);

    private const int IdBytes = 16;

    internal static AdministratorSession Begin(string administratorId, string? securityStamp) =>
        new(administratorId, Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(IdBytes)), securityStamp ?? "");
}
