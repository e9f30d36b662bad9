using AdminPortal.Domain.Administrators.Rules.Sessions;
using AdminPortal.Domain.Storage;

namespace AdminPortal.Domain.Administrators.Sessions;

/// <summary>
/// Records that the person of a session is active. It writes at most once a minute, and never revives a session that is over.
/// </summary>
public sealed class KeepSession(PortalStore store, TimeProvider clock)
{
    public async Task ExecuteAsync(AdministratorSession session, CancellationToken cancellation)
    {
        if (!await IsDueAsync(session, cancellation))
        {
            return;
        }

        await using var change = await store.BeginChangeAsync(cancellation);
        var now = clock.GetUtcNow();
        if (await change.Db.MarkAsync(session, now, times => times.Seen(now), cancellation))
        {
            await change.CommitAsync(cancellation);
        }
    }

    // Checked before entering the writers' queue: nearly always there is nothing to write.
    private async Task<bool> IsDueAsync(AdministratorSession session, CancellationToken cancellation)
    {
        await using var db = await store.ReadAsync(cancellation);
        var now = clock.GetUtcNow();
        return await db.TimesOfAsync(session, now, cancellation) is { } times && times.AreDue(now);
    }
}
