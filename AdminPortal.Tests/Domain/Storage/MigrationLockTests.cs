using AdminPortal.Domain;
using AdminPortal.Domain.Storage;
using AdminPortal.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace AdminPortal.Tests.Domain.Storage;

/// <summary>A start that was killed in the middle of a migration leaves its lock behind.</summary>
public sealed class MigrationLockTests
{
    private const string LeaveLockBehind = "INSERT INTO __EFMigrationsLock (Id, Timestamp) VALUES (1, '2027-01-15 09:30:00+00:00')";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task A_start_gives_up_on_a_stale_lock_with_the_line_that_removes_it()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.FullPath, "portal.db");
        await StartAsync(folder, Patience);
        await ExecuteAsync(file, LeaveLockBehind);

        var refused = await Assert.ThrowsAsync<StoreStartException>(() => StartAsync(folder, TimeSpan.FromSeconds(1)));

        Assert.Contains($"The store {file} is locked for a migration", refused.Message, StringComparison.Ordinal);
        var cure = refused.Message.Split($"sqlite3 '{file}' ")[1].Trim('\'');
        await ExecuteAsync(file, cure);
        await StartAsync(folder, Patience);
    }

    private static async Task StartAsync(TemporaryFolder folder, TimeSpan limit)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton(TimeProvider.System);
        services.AddPortalDomain(new StoreOptions
        {
            DatabaseFile = Path.Combine(folder.FullPath, "portal.db"),
            ProtectionKeyFile = Path.Combine(folder.FullPath, "protection.key"),
            MigrationTimeLimit = limit,
        });
        await using var provider = services.BuildServiceProvider();
        await provider.GetRequiredService<StoreStart>().RunAsync(TestContext.Current.CancellationToken);
    }

    private static async Task ExecuteAsync(string file, string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }
}
