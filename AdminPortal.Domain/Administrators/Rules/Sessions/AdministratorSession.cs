using System.Buffers.Text;
using System.Security.Cryptography;
using AdminPortal.Domain.Administrators.Sessions;

namespace AdminPortal.Domain.Administrators.Rules.Sessions;

// This room owns who is signed in. It protects the sessions: each is on record, ends after eight hours whatever happens and after one
// hour in which nothing does, and ends at once when somebody signs out, is disabled or gets a new password. It must never tell why a
// sign-in failed.

/// <summary>One sign-in of one administrator in one browser; the browser holds it sealed, the store knows whether it still counts.</summary>
public sealed record AdministratorSession(string AdministratorId, string Id, string SecurityStamp)
{
    /// <summary>Absolute: no activity prolongs it (NIST SP 800-63B §2.2.3 asks for 12 hours at most).</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(8);

    /// <summary>
    /// Without activity of a person, which is asking for a page or a hand on mouse or keyboard in an open one (ASVS 7.3.1, NIST: one hour
    /// at most). An open page alone is none: its connection and what it refreshes by itself would keep a session of somebody gone home.
    /// </summary>
    public static readonly TimeSpan IdleLimit = TimeSpan.FromMinutes(60);

    private const int IdBytes = 16;

    internal static AdministratorSession Begin(string administratorId, string? securityStamp) =>
        new(administratorId, Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(IdBytes)), securityStamp ?? "");
}
