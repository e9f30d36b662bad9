using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Tests.Architecture.Planted;

/// <summary>A violation on purpose: goes by the faults of one provider, and chooses it.</summary>
internal sealed class RoomThatKnowsSqlite
{
    public static bool IsFull(SqliteException fault) => fault.SqliteErrorCode == 13;

    public static void Choose(DbContextOptionsBuilder builder) => builder.UseSqlite("Data Source=planted.db");
}
