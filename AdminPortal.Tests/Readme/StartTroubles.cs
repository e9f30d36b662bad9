using System.Globalization;
using AdminPortal.Tests.OAuth.Records;
using AdminPortal.Tests.Support;
using Microsoft.Data.Sqlite;

namespace AdminPortal.Tests.Readme;

/// <summary>How each trouble of the README's table comes about: what is done to a data directory, and the start that follows.</summary>
internal static class StartTroubles
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static IReadOnlyDictionary<string, Func<string, Task<ProgramRun>>> All { get; } = new Dictionary<string, Func<string, Task<ProgramRun>>>
    {
        ["another portal has the data directory"] = BesideAnotherAsync,
        ["an older build on a newer store"] = data => AfterSqlAsync(data, """INSERT INTO "__EFMigrationsHistory" VALUES ('29990101000000_Future', '99.0')"""),
        ["a store from before the first release"] = data => AfterSqlAsync(
            data, """UPDATE "__EFMigrationsHistory" SET "MigrationId" = '20261123235350_Initial' WHERE "MigrationId" LIKE '%_Initial'"""),
        ["a damaged file, or no database"] = data => AfterShellAsync(data, $"head -c 5000 /dev/zero > {data}/portal.db"),
        ["a database of another program"] = OnAnothersDatabaseAsync,
        ["protection.key is lost"] = data => AfterStartAsync(data, $"rm {data}/protection.key"),
        ["protection.key of another store"] = data => AfterStartAsync(data, $"head -c 32 /dev/urandom > {data}/protection.key"),
        ["a directory that may not be written"] = data => AfterShellAsync(data, $"chmod 500 {data}", Bash.WithoutRightsOfRoot),
        ["a directory that every user may write"] = data => AfterShellAsync(data, $"chown 65534 {data} && chmod 777 {data}", Bash.WithoutRightsOfRoot),
        ["file locks do not work"] = data => ProgramRun.OfAsync(data, settings: ("DOTNET_SYSTEM_IO_DISABLEFILELOCKING", "1")),
        ["a wrong setting"] = data => ProgramRun.OfAsync(data, settings: ("Portal:Isuer", "x")),
        ["a settings file that is not JSON"] = WithBrokenSettingsAsync,
        ["a port that is taken"] = data => WithTakenPortAsync(data, "ASPNETCORE_URLS", first => first.PublicUrl),
        ["the management port is taken"] = data => WithTakenPortAsync(data, "Portal:ManagementUrl", first => first.ManagementUrl),
        ["another program holds the store"] = WhileHeldAsync,
        ["the disk is full"] = OnFullDiskAsync,
        ["a damaged write-ahead log"] = data => AfterStartAsync(
            data, $"dd if=/dev/urandom of={data}/portal.db-wal bs=1 seek=5000 count=500 conv=notrunc status=none"),
        ["the runtime's invariant mode"] = data => ProgramRun.OfAsync(data, settings: ("DOTNET_SYSTEM_GLOBALIZATION_INVARIANT", "1")),
        ["a verb that is not understood"] = data => ProgramRun.OfAsync(data, arguments: "admin remove"),
        ["a verb that is refused"] = data => ProgramRun.OfAsync(data, arguments: "admin disable --user-name nobody"),
        ["a clock that jumped"] = InAYearAsync,
        ["few open files"] = data => ProgramRun.OfAsync(data, "ulimit -n 512;"),
        ["little memory"] = data => ProgramRun.OfAsync(data, settings: ("DOTNET_GCHeapHardLimit", "0xC800000")),
        ["killed during a migration"] = data => AfterSqlAsync(
            data,
            """
            INSERT INTO "__EFMigrationsLock" ("Id", "Timestamp") VALUES (1, '2027-01-15 09:30:00+00:00');
            DELETE FROM "__EFMigrationsHistory" WHERE "MigrationId" LIKE '%_TokenLifetimes';
            DROP INDEX "IX_TokenContents_UsedUntil_Lifetime";
            ALTER TABLE "TokenContents" DROP COLUMN "Lifetime";
            """),
    };

    // The line names the one that has it, which goes on undisturbed.
    private static async Task<ProgramRun> BesideAnotherAsync(string data)
    {
        await using var first = await PortalProcess.StartAsync(Cancellation, ("Portal:DataDirectory", data));
        var second = await ProgramRun.OfAsync(data);

        Assert.StartsWith(
            $"The data directory {data} is in use by process {first.ProcessId.ToString(CultureInfo.InvariantCulture)} on {Environment.MachineName}, "
            + $"the portal at {first.PublicUrl.GetLeftPart(UriPartial.Authority)}, since ",
            second.LastLine,
            StringComparison.Ordinal);
        using var http = new HttpClient();
        Assert.True((await http.GetAsync(new Uri(first.ManagementUrl, "/health/ready"), Cancellation)).IsSuccessStatusCode);
        return second;
    }

    // It is left as it was.
    private static async Task<ProgramRun> OnAnothersDatabaseAsync(string data)
    {
        Directory.CreateDirectory(data, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        await StoreSql.ExecuteAsync(data, """CREATE TABLE "Mine" ("Value" TEXT)""");
        var run = await ProgramRun.OfAsync(data);

        Assert.Equal("Mine", await StoreSql.AskAsync(data, "SELECT group_concat(name) FROM sqlite_master"));
        return run;
    }

    private static async Task<ProgramRun> InAYearAsync(string data)
    {
        await ProgramRun.OfAsync(data);
        return await ProgramRun.OfAsync(data, settings: [.. FakeTime.Ahead("+365d")]);
    }

    private static async Task<ProgramRun> WithTakenPortAsync(string data, string setting, Func<PortalProcess, Uri> taken)
    {
        await using var first = await PortalProcess.StartAsync(Cancellation);
        return await ProgramRun.OfAsync(data, settings: (setting, taken(first).GetLeftPart(UriPartial.Authority)));
    }

    private static async Task<ProgramRun> WhileHeldAsync(string data)
    {
        await ProgramRun.OfAsync(data);
        await using var other = new SqliteConnection($"Data Source={Path.Combine(data, "portal.db")};Pooling=False");
        await other.OpenAsync(Cancellation);
        await using var transaction = other.BeginTransaction(deferred: false);
        return await ProgramRun.OfAsync(data);
    }

    private static async Task<ProgramRun> OnFullDiskAsync(string data)
    {
        await using var disk = await SmallDisk.MountAsync(megabytes: 1);
        disk.Fill();
        return await ProgramRun.OfAsync(Path.Combine(disk.FullPath, Path.GetFileName(data)));
    }

    // The program's own folder is where it looks for settings: a copy of it, with a comma too many.
    private static async Task<ProgramRun> WithBrokenSettingsAsync(string data)
    {
        var copy = $"{data}-program";
        await Bash.RunAsync($"cp -r '{Path.GetDirectoryName(ProgramRun.Program)}' '{copy}' && echo '{{,}}' > '{copy}/appsettings.json'");
        return await ProgramRun.OfAsync(data, program: Path.Combine(copy, "AdminPortal.dll"));
    }

    private static async Task<ProgramRun> AfterShellAsync(string data, string command, string before = "")
    {
        Directory.CreateDirectory(data, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        await Bash.RunAsync(command);
        return await ProgramRun.OfAsync(data, before);
    }

    private static async Task<ProgramRun> AfterStartAsync(string data, string command)
    {
        await FinishedStore.CopyToAsync(data);
        return await AfterShellAsync(data, command);
    }

    private static async Task<ProgramRun> AfterSqlAsync(string data, string sql)
    {
        await FinishedStore.CopyToAsync(data);
        await StoreSql.ExecuteAsync(data, sql);
        return await ProgramRun.OfAsync(data);
    }
}
