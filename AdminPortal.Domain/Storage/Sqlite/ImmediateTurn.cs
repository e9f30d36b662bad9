using AdminPortal.Domain.Storage.Seams;
using Microsoft.EntityFrameworkCore.Storage;

namespace AdminPortal.Domain.Storage.Sqlite;

/// <summary>A change is this process's only writer from the gate on, and its transaction begins as a writer (SQLite's IMMEDIATE).</summary>
internal sealed class ImmediateTurn(WriterGate writers) : IChangeTurn
{
    public async Task<(IDbContextTransaction Transaction, IDisposable Turn)> BeginAsync(PortalDbContext db, CancellationToken cancellation)
    {
        var turn = await writers.EnterAsync(cancellation);
        try
        {
            return (await db.Database.BeginTransactionAsync(cancellation), turn);
        }
        catch
        {
            turn.Dispose();
            throw;
        }
    }
}
