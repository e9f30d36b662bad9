using AdminPortal.Hosting;
using AdminPortal.Tests.OAuth.Records;
using AdminPortal.Tests.Support;
using Microsoft.Data.Sqlite;

namespace AdminPortal.Tests.Hosting.Starts;

/// <summary>
/// Every fault of file, right or content at start is one line with the path, the cure and an exit code: no stack trace, no abort. The
/// README's table of starts holds the commonest; these are the others.
/// </summary>
public sealed class UnusableStoreTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Data => Path.Combine(_folder.FullPath, "data");

    private string Database => Path.Combine(Data, "portal.db");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_damaged_database_ends_the_start_with_one_line()
    {
        await FinishedStore.CopyToAsync(Data);
        await using (var file = File.OpenWrite(Database))
        {
            // Behind the first page, which tells what kind of file it is.
            file.Position = 4096;
            file.Write(Enumerable.Repeat((byte)0x5A, 40 * 4096).ToArray());
        }

        await AssertRefusedAsync($"The store {Database} is damaged, or not an SQLite database (database disk image is malformed)");
    }

    [Fact]
    public async Task A_verb_of_an_older_build_refuses_a_newer_store_with_one_line_that_names_both_versions()
    {
        await FinishedStore.CopyToAsync(Data);
        var newest = await StoreSql.AskAsync(Data, "SELECT max(\"MigrationId\") FROM \"__EFMigrationsHistory\"");
        await StoreSql.ExecuteAsync(Data, """INSERT INTO "__EFMigrationsHistory" VALUES ('29990101000000_Future', '99.0')""");

        await AssertRefusedAsync(
            $"The store {Database} has version 29990101000000_Future, made by a newer AdminPortal; "
            + $"this is AdminPortal 0.1.0, whose stores have version {newest}.",
            arguments: "admin end-sessions --user-name alice");
    }

    [Theory]
    [InlineData("portal.db")]
    [InlineData("protection.key")]
    [InlineData("portal.lock")]
    public async Task A_directory_in_the_place_of_a_file_ends_the_start_with_one_line(string file)
    {
        Directory.CreateDirectory(Path.Combine(Data, file), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        File.SetUnixFileMode(Data, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

        await AssertRefusedAsync($"The data directory {Data} cannot be used: ");
    }

    [Theory]
    [InlineData("""UPDATE "SigningKeys" SET "PublicJwk" = 'x'""", "contains data that AdminPortal did not write")]
    [InlineData("DELETE FROM \"DataProtectionKeys\"", "cannot be unwrapped")]
    public async Task Rows_that_mean_nothing_end_the_start_with_one_line(string damage, string line)
    {
        await FinishedStore.CopyToAsync(Data);
        await StoreSql.ExecuteAsync(Data, damage);

        await AssertRefusedAsync("The ", line);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(8)]
    [InlineData(32)]
    [InlineData(96)]
    [InlineData(300)]
    public async Task A_disk_that_is_full_or_fills_up_ends_the_first_start_with_the_cure(int kilobytesLeft)
    {
        await using var disk = await SmallDisk.MountAsync(megabytes: 2);
        disk.Fill(kilobytesLeft);

        var run = await ProgramRun.OfAsync(Path.Combine(disk.FullPath, "data"));

        Assert.True(run.ExitCode == ExitCodes.StoreUnusable, $"{run.ExitCode}: {string.Join('\n', run.Lines)}");
        Assert.EndsWith("Make room on its disk, and start again.", Assert.Single(run.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_store_that_another_program_holds_is_waited_for_and_then_told()
    {
        await FinishedStore.CopyToAsync(Data);
        await using var other = new SqliteConnection($"Data Source={Database};Pooling=False");
        await other.OpenAsync(TestContext.Current.CancellationToken);
        await using (var transaction = other.BeginTransaction(deferred: false))
        {
            await AssertRefusedAsync($"The store {Database} is locked by another program (database is locked). End that program, and start again.");
        }

        Assert.True((await ProgramRun.OfAsync(Data)).HasStarted);
    }

    [Theory]
    [InlineData("")]
    [InlineData("admin end-sessions --user-name alice")]
    public async Task A_log_that_has_lost_committed_changes_ends_the_start_before_it_is_cut_off_there(string arguments)
    {
        Assert.True((await ProgramRun.OfAsync(Data)).HasStarted);
        var log = await File.ReadAllBytesAsync($"{Database}-wal", TestContext.Current.CancellationToken);
        log[5000] ^= 0x5A;
        await File.WriteAllBytesAsync($"{Database}-wal", log, TestContext.Current.CancellationToken);

        await AssertRefusedAsync(
            $"The write-ahead log {Database}-wal is damaged, and it contains the last changes of the store. Restore the data directory from a backup.",
            arguments: arguments);

        Assert.Equal(log, await File.ReadAllBytesAsync($"{Database}-wal", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_database_that_may_not_be_written_ends_the_start_with_the_path_and_the_cure()
    {
        await FinishedStore.CopyToAsync(Data);
        await Bash.RunAsync($"chown 65534 {Database}* && chmod 640 {Database}*");

        await AssertRefusedAsync(
            $"The store {Database} cannot be opened for writing", "Give the user that runs AdminPortal the file", Bash.WithoutRightsOfRoot);
    }

    [Fact]
    public async Task A_volume_that_another_user_owns_and_the_group_may_write_is_accepted()
    {
        Directory.CreateDirectory(Data);
        await Bash.RunAsync($"chown 65534:0 {Data} && chmod 2775 {Data}");

        Assert.True((await ProgramRun.OfAsync(Data, Bash.WithoutRightsOfRoot)).HasStarted);
        // As such a volume comes back with the next pod.
        await Bash.RunAsync($"chmod 660 {Data}/*");
        Assert.True((await ProgramRun.OfAsync(Data, Bash.WithoutRightsOfRoot)).HasStarted);
        Assert.All(Directory.EnumerateFiles(Data), file => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file)));
    }

    [Fact]
    public async Task On_a_volume_that_every_user_may_write_the_folder_that_the_refusal_names_is_accepted()
    {
        Directory.CreateDirectory(Data);
        await Bash.RunAsync($"chown 65534 {Data} && chmod 777 {Data}");

        Assert.True((await ProgramRun.OfAsync(Path.Combine(Data, "portal"), Bash.WithoutRightsOfRoot)).HasStarted);
    }

    private async Task AssertRefusedAsync(string beginning, string within = "", string before = "", string arguments = "")
    {
        var run = await ProgramRun.OfAsync(Data, before, arguments);

        Assert.True(run.ExitCode == ExitCodes.StoreUnusable, $"{run.ExitCode}: {string.Join('\n', run.Lines)}");
        var line = Assert.Single(run.Lines);
        Assert.StartsWith(beginning, line, StringComparison.Ordinal);
        Assert.Contains(within, line, StringComparison.Ordinal);
    }
}
