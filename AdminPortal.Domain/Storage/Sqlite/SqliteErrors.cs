using AdminPortal.Domain.Storage.Seams;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace AdminPortal.Domain.Storage.Sqlite;

/// <summary>
/// Identifies the index that refused. SQLite names its columns and not the index: <c>UNIQUE constraint failed: T.A, T.B</c>.
/// </summary>
internal sealed class SqliteErrors : IStoreErrors
{
    private const int SqliteConstraintUnique = 2067;

    public bool IsRefusalOf(string uniqueIndex, PortalDbContext db, DbUpdateException fault) =>
        fault.InnerException is SqliteException { SqliteExtendedErrorCode: SqliteConstraintUnique } refusal
        && refusal.Message.Contains($"failed: {ColumnsOf(uniqueIndex, db.Model)}'", StringComparison.Ordinal);

    private static string ColumnsOf(string name, IModel model)
    {
        var index = model.GetEntityTypes().SelectMany(entity => entity.GetDeclaredIndexes()).Single(index => index.GetDatabaseName() == name);
        var table = index.DeclaringEntityType.GetTableName();
        return string.Join(", ", index.Properties.Select(property => $"{table}.{property.GetColumnName()}"));
    }
}
