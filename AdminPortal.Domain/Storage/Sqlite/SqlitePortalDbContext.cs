using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace AdminPortal.Domain.Storage.Sqlite;

/// <summary>The store in one SQLite file.</summary>
public sealed class SqlitePortalDbContext(DbContextOptions<SqlitePortalDbContext> options, WriterGate writers)
    : PortalDbContext(options, writers);

/// <summary>How <c>dotnet ef migrations add</c> makes the context; the file named here is never opened.</summary>
internal sealed class SqliteDesignTimeFactory : IDesignTimeDbContextFactory<SqlitePortalDbContext>
{
    public SqlitePortalDbContext CreateDbContext(string[] args)
    {
        var options = new DbContextOptionsBuilder<SqlitePortalDbContext>().UseSqlite("Data Source=design-time.db").Options;
        return new SqlitePortalDbContext(options, new WriterGate());
    }
}
