using AdminPortal.Domain.Storage;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Tests.Architecture.Planted;

/// <summary>A violation on purpose: speaks to the store in words of its own, in each way that there is and from where it is hard to see.</summary>
internal sealed class UseCaseThatSendsSql(PortalStore store)
{
    public async Task ChangeAsync(CancellationToken cancellation)
    {
        await using var db = await store.ReadAsync(cancellation);
        await db.Database.ExecuteSqlAsync($"DELETE FROM Planted", cancellation);
        using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = "DELETE FROM Planted";
    }

    public static Func<PortalDbContext, IQueryable<string>> Look() =>
        db => db.ApiClients.FromSqlRaw("SELECT * FROM ApiClients").Select(client => client.Description.Value);

    public static IEnumerable<int> Count(PortalDbContext db)
    {
        foreach (var count in db.Database.SqlQueryRaw<int>("SELECT 1 AS Value"))
        {
            yield return count;
        }
    }
}
