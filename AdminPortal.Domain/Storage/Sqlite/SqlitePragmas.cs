using System.Data.Common;
using System.Globalization;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace AdminPortal.Domain.Storage.Sqlite;

/// <summary>
/// What every connection needs: a commit that survives a power failure (<c>synchronous=FULL</c>), foreign keys, a busy timeout for other
/// processes (within this one writers queue at the <see cref="WriterGate"/>), and automatic checkpoints only when the log has outgrown what
/// the <see cref="Journal.Checkpointer"/> leaves of it.
/// </summary>
internal sealed class SqlitePragmas : DbConnectionInterceptor
{
    // In pages, of 4 KiB each.
    private const int LongestLog = 6000;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>For a connection that EF Core does not open.</summary>
    public static void Apply(DbConnection connection, TimeSpan patience)
    {
        using var command = CommandFor(connection, patience);
        command.ExecuteNonQuery();
    }

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => Apply(connection, Patience);

    public override async Task ConnectionOpenedAsync(
        DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        await using var command = CommandFor(connection, Patience);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static DbCommand CommandFor(DbConnection connection, TimeSpan patience)
    {
        var command = connection.CreateCommand();
        command.CommandText = string.Create(
            CultureInfo.InvariantCulture,
            $"PRAGMA busy_timeout={(int)patience.TotalMilliseconds}; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; "
            + $"PRAGMA journal_mode=WAL; PRAGMA wal_autocheckpoint={LongestLog};");
        return command;
    }
}
