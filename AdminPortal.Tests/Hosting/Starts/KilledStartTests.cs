using System.Diagnostics;
using AdminPortal.Tests.Support;
using Microsoft.Data.Sqlite;

namespace AdminPortal.Tests.Hosting.Starts;

/// <summary>A process that is killed while it makes or migrates a store leaves nothing that the next one trips over.</summary>
public sealed class KilledStartTests
{
    private const int Kills = 8;
    private const int Seed = 48;

    private static readonly TimeSpan LongestLife = TimeSpan.FromSeconds(4);

    [Theory]
    [InlineData("")]
    [InlineData("admin add --user-name bob --role Auditor <<< 'another canary battery'")]
    public async Task Killed_at_any_moment_of_a_first_start_or_of_a_verb_the_next_start_is_an_ordinary_one(string arguments)
    {
        var random = new Random(Seed);
        using var folder = new TemporaryFolder();
        for (var kill = 0; kill < Kills; kill++)
        {
            var data = Path.Combine(folder.FullPath, $"data{kill}");
            // "timeout" kills by the clock; a start that is faster than that is killed in its work.
            var life = (LongestLife * (kill + random.NextDouble()) / Kills).TotalSeconds.ToString("0.000", System.Globalization.CultureInfo.InvariantCulture);
            await ProgramRun.OfAsync(data, $"timeout -s KILL {life}", arguments);

            var next = await ProgramRun.OfAsync(data);

            Assert.True(next.HasStarted, $"Killed after {life} s: {string.Join('\n', next.Lines)}");
        }
    }

    [Fact]
    public async Task The_row_that_a_killed_migration_leaves_is_taken_away_and_told()
    {
        using var folder = new TemporaryFolder();
        var data = Path.Combine(folder.FullPath, "data");
        Assert.True((await ProgramRun.OfAsync(data)).HasStarted);
        await ExecuteAsync(
            data,
            """
            INSERT INTO __EFMigrationsLock (Id, Timestamp) VALUES (1, '2027-01-15 09:30:00+00:00');
            DELETE FROM __EFMigrationsHistory WHERE MigrationId LIKE '%_TokenLifetimes';
            DROP INDEX IX_TokenContents_UsedUntil_Lifetime;
            ALTER TABLE TokenContents DROP COLUMN Lifetime;
            """);
        var waited = Stopwatch.StartNew();

        var next = await ProgramRun.OfAsync(data);

        Assert.True(next.HasStarted, $"{waited.Elapsed}: {string.Join('\n', next.Lines)}");
        Assert.Single(next.Lines, line => line.Contains("half-way through a migration by a process that was killed", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_key_file_is_whole_or_not_there_and_an_empty_one_of_a_store_without_keys_is_made_anew()
    {
        using var folder = new TemporaryFolder();
        folder.Write("data/protection.key", "");

        var run = await ProgramRun.OfAsync(Path.Combine(folder.FullPath, "data"));

        Assert.True(run.HasStarted, string.Join('\n', run.Lines));
        Assert.Equal(32, new FileInfo(Path.Combine(folder.FullPath, "data", "protection.key")).Length);
        Assert.False(File.Exists(Path.Combine(folder.FullPath, "data", "protection.key.new")));
    }

    private static async Task ExecuteAsync(string data, string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(data, "portal.db")};Pooling=False");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The test's own words.
        command.CommandText = sql;
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }
}
