using AdminPortal.Domain.Administrators.Rules.Sessions;
using AdminPortal.Domain.Storage;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Domain.Administrators.Sessions;

/// <summary>A session that counts at this moment: whose it is, as they are now, and its times.</summary>
public sealed record LiveSession(Administrator Administrator, SessionTimes Times);

/// <summary>
/// Whether a session counts; null when it no longer does. Asked with every request and by every open page, so it only reads: being asked
/// is no activity.
/// </summary>
public sealed class CheckSession(PortalStore store, TimeProvider clock)
{
    public async Task<LiveSession?> ExecuteAsync(AdministratorSession session, CancellationToken cancellation)
    {
        await using var db = await store.ReadAsync(cancellation);
        var administrator = await db.Administrators.Include(a => a.StoredRoles)
            .SingleOrDefaultAsync(a => a.Id == session.AdministratorId, cancellation);
        return administrator is { IsDisabled: false }
            && administrator.SecurityStamp == session.SecurityStamp
            && await db.TimesOfAsync(session, clock.GetUtcNow(), cancellation) is { } times
            ? new LiveSession(administrator, times)
            : null;
    }
}
