using AdminPortal.Domain.Administrators.Rules.Sessions;
using AdminPortal.Domain.Storage;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Domain.Administrators.Sessions;

/// <summary>A valid session: its administrator, as they are now, and its times.</summary>
public sealed record LiveSession(Administrator Administrator, SessionTimes Times);

/// <summary>
/// Whether a session is valid; null when it no longer is. Checked with every request and by every open page, so it only reads: a check is
/// not activity.
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
