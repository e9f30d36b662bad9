using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace AdminPortal.Domain.Storage.Sqlite;

/// <summary>The store in one SQLite file.</summary>
public sealed class SqlitePortalDbContext(DbContextOptions<SqlitePortalDbContext> options, WriterGate writers) : PortalDbContext(options)
{
    // A use case saves within its StoreChange, which holds the writers' gate already. Other writes
    // (the key ring of Data Protection) queues here.
    public override int SaveChanges(bool acceptAllChangesOnSuccess)
    {
        using var turn = Database.CurrentTransaction is null ? writers.Enter() : null;
        return base.SaveChanges(acceptAllChangesOnSuccess);
    }

    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        using var turn = Database.CurrentTransaction is null ? await writers.EnterAsync(cancellationToken) : null;
        return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }
}

/// <summary>How <c>dotnet ef migrations add</c> makes the context; the file named here is never opened.</summary>
internal sealed class SqliteDesignTimeFactory : IDesignTimeDbContextFactory<SqlitePortalDbContext>
{
    public SqlitePortalDbContext CreateDbContext(string[] args)
    {
        var options = new DbContextOptionsBuilder<SqlitePortalDbContext>().UseSqlite("Data Source=design-time.db").Options;
        return new SqlitePortalDbContext(options, new WriterGate());
    }
}
