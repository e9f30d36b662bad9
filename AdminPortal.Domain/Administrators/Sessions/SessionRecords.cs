using AdminPortal.Domain.Administrators.Rules.Sessions;
using AdminPortal.Domain.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Domain.Administrators.Sessions;

/// <summary>Session records, kept in Identity's table for values that belong to a user and a provider.</summary>
internal static class SessionRecords
{
    private const string Provider = "session";

    public static void Begin(this PortalDbContext db, AdministratorSession session, DateTimeOffset now) => db.UserTokens.Add(new()
    {
        UserId = session.AdministratorId,
        LoginProvider = Provider,
        Name = session.Id,
        Value = SessionTimes.Begin(now).Write(),
    });

    /// <summary>Null when the session is not recorded or over.</summary>
    public static async Task<SessionTimes?> TimesOfAsync(
        this PortalDbContext db, AdministratorSession session, DateTimeOffset now, CancellationToken cancellation) =>
        TimesOf(await db.FindAsync(session, cancellation), now);

    /// <summary>
    /// Within a change: updates the times after activity or a proof. False, with nothing written, when the session is over.
    /// </summary>
    public static async Task<bool> MarkAsync(
        this PortalDbContext db, AdministratorSession session, DateTimeOffset now, Func<SessionTimes, SessionTimes> mark, CancellationToken cancellation)
    {
        // A session that is over stays over: nothing later revives it.
        var record = await db.FindAsync(session, cancellation);
        if (record is null || TimesOf(record, now) is not { } times)
        {
            return false;
        }

        record.Value = mark(times).Write();
        return true;
    }

    public static async Task EndSessionAsync(this PortalDbContext db, AdministratorSession session, CancellationToken cancellation)
    {
        if (await db.FindAsync(session, cancellation) is { } record)
        {
            db.UserTokens.Remove(record);
        }
    }

    public static async Task EndSessionsAsync(this PortalDbContext db, string administratorId, CancellationToken cancellation) =>
        db.UserTokens.RemoveRange(await db.SessionsOfAsync(administratorId, cancellation));

    public static async Task ForgetEndedSessionsAsync(
        this PortalDbContext db, string administratorId, DateTimeOffset now, CancellationToken cancellation)
    {
        var records = await db.SessionsOfAsync(administratorId, cancellation);
        db.UserTokens.RemoveRange(records.Where(record => TimesOf(record, now) is null));
    }

    private static Task<List<IdentityUserToken<string>>> SessionsOfAsync(
        this PortalDbContext db, string administratorId, CancellationToken cancellation) =>
        db.UserTokens.Where(token => token.UserId == administratorId && token.LoginProvider == Provider).ToListAsync(cancellation);

    private static ValueTask<IdentityUserToken<string>?> FindAsync(
        this PortalDbContext db, AdministratorSession session, CancellationToken cancellation) =>
        db.UserTokens.FindAsync([session.AdministratorId, Provider, session.Id], cancellation);

    private static SessionTimes? TimesOf(IdentityUserToken<string>? record, DateTimeOffset now) =>
        SessionTimes.Read(record?.Value) is { } times && times.Last(now) ? times : null;
}
