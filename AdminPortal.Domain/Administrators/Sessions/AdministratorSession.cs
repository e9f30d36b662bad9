using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using AdminPortal.Domain.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Domain.Administrators.Sessions;

// This room owns who is signed in. It protects the sessions: each is on record, ends after eight hours whatever happens, and ends
// at once when somebody signs out, is disabled or gets a new password. It must never tell why a sign-in failed.

/// <summary>One sign-in of one administrator in one browser; the browser holds it sealed, the store knows whether it still counts.</summary>
public sealed record AdministratorSession(string AdministratorId, string Id, string SecurityStamp)
{
    /// <summary>
    /// Absolute: no activity prolongs it. There is no idle limit beside it; a working day is short enough to serve as both
    /// (NIST SP 800-63B §2.2.3 asks for 12 hours at most), and an open page would count as activity anyway.
    /// </summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(8);

    private const int IdBytes = 16;

    internal static AdministratorSession Of(Administrator administrator) => new(
        administrator.Id, Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(IdBytes)), administrator.SecurityStamp ?? "");
}

/// <summary>The sessions on record, kept in Identity's table for things that belong to a user and a provider.</summary>
internal static class SessionRecords
{
    private const string Provider = "session";

    public static void Begin(this PortalDbContext db, AdministratorSession session, DateTimeOffset now) => db.UserTokens.Add(new()
    {
        UserId = session.AdministratorId,
        LoginProvider = Provider,
        Name = session.Id,
        Value = (now + AdministratorSession.Lifetime).ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture),
    });

    public static async Task<bool> HasSessionAsync(
        this PortalDbContext db, AdministratorSession session, DateTimeOffset now, CancellationToken cancellation) =>
        await db.UserTokens.FindAsync([session.AdministratorId, Provider, session.Id], cancellation) is { } record && Lasts(record, now);

    public static async Task EndSessionAsync(this PortalDbContext db, AdministratorSession session, CancellationToken cancellation)
    {
        if (await db.UserTokens.FindAsync([session.AdministratorId, Provider, session.Id], cancellation) is { } record)
        {
            db.UserTokens.Remove(record);
        }
    }

    public static async Task ForgetEndedSessionsAsync(
        this PortalDbContext db, string administratorId, DateTimeOffset now, CancellationToken cancellation)
    {
        var records = await db.UserTokens
            .Where(token => token.UserId == administratorId && token.LoginProvider == Provider)
            .ToListAsync(cancellation);
        db.UserTokens.RemoveRange(records.Where(record => !Lasts(record, now)));
    }

    private static bool Lasts(IdentityUserToken<string> record, DateTimeOffset now) =>
        long.TryParse(record.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var end) && now.ToUnixTimeMilliseconds() < end;
}
