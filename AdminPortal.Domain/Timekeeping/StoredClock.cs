using AdminPortal.Domain.Storage;
using AdminPortal.Domain.Timekeeping.Rules;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Domain.Timekeeping;

/// <summary>The clock record in the store: one row, read at the start and written at most once a minute.</summary>
public sealed class StoredClock(PortalStore store, ProvenTime time, TimeProvider clock)
{
    /// <summary>Determines the latest certain time, before anything is done by it.</summary>
    internal async Task LoadAsync(CancellationToken cancellation)
    {
        await using var db = await store.ReadAsync(cancellation);
        time.GoOnFrom(await db.ClockRecords.SingleOrDefaultAsync(cancellation) ?? await BeginAsync(db, cancellation));
    }

    /// <summary>
    /// Writes the current state of the clock. An administrator's confirmation may have come through another process meanwhile; it applies
    /// to the clock's reading at that time, so a jump since then is as doubtful as the first.
    /// </summary>
    internal async Task<ClockRecord> WriteAsync(CancellationToken cancellation)
    {
        await using var change = await store.BeginChangeAsync(cancellation);
        var stored = await change.Db.ClockRecords.AsNoTracking().SingleOrDefaultAsync(cancellation);
        var looked = time.Look();
        var known = looked.IsDoubtful && stored is not null && stored.Accepts(looked.Told) ? time.Accept() : looked;
        await PutAsync(change.Db, known, cancellation);
        await change.CommitAsync(cancellation);
        return known;
    }

    /// <summary>As part of a change.</summary>
    internal static async Task PutAsync(PortalDbContext db, ClockRecord known, CancellationToken cancellation)
    {
        if (await db.ClockRecords.SingleOrDefaultAsync(cancellation) is { } stored)
        {
            stored.Become(known);
        }
        else
        {
            db.ClockRecords.Add(known);
        }
    }

    // A store of a version that did not write it down.
    private async Task<ClockRecord> BeginAsync(PortalDbContext db, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        return await StoreAge.LastUseAsync(db, cancellation) is { } last ? ClockRecord.Begin(last, last) : ClockRecord.Begin(now, now);
    }
}
