using AdminPortal.Domain.Storage;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Domain.Administrators.Sessions;

/// <summary>Whose session it is, as they are now; null when it no longer counts. Asked with every request and by every open page.</summary>
public sealed class CheckSession(PortalStore store, TimeProvider clock)
{
    public async Task<Administrator?> ExecuteAsync(AdministratorSession session, CancellationToken cancellation)
    {
        await using var db = await store.ReadAsync(cancellation);
        var administrator = await db.Administrators.Include(a => a.StoredRoles)
            .SingleOrDefaultAsync(a => a.Id == session.AdministratorId, cancellation);
        return administrator is { IsDisabled: false }
            && administrator.SecurityStamp == session.SecurityStamp
            && await db.HasSessionAsync(session, clock.GetUtcNow(), cancellation)
            ? administrator
            : null;
    }
}
