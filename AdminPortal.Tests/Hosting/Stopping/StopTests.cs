using AdminPortal.Hosting;
using AdminPortal.Tests.OAuth.Records;
using AdminPortal.Tests.Support;
using Microsoft.Data.Sqlite;

namespace AdminPortal.Tests.Hosting.Stopping;

/// <summary>The end of the program, whoever is connected and whatever is still to be written.</summary>
public sealed class StopTests
{
    private const int Callers = 64;
    private const int Rounds = 3;

    // A container is killed after ten; below this machine's worst and the host's own thirty.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_stop_under_load_with_pages_open_and_whatever_else_is_connected_is_orderly_and_loses_nothing_acknowledged()
    {
        await using var portal = await PortalProcess.StartAsync(Cancellation, Account.PortalWithAlice.Settings);
        await using var store = await StoreBeside.OpenAsync(portal);
        var (client, secrets) = await store.AddClientAsync("Billing sync", validDays: 90);
        using var caller = new TokenCaller(portal.PublicUrl, client.Value, secrets[0]);
        for (var round = 1; round <= Rounds; round++)
        {
            await using var crowd = await Crowd.GatherAsync(portal);
            var load = CallUntilStopped(caller);
            await Eventually.HoldsAsync(() => Task.FromResult(caller.Received > round * Callers));

            portal.Signal("TERM");
            var (exitCode, waited) = await portal.WaitForExitAsync(Cancellation);
            await load;

            Assert.Equal(ExitCodes.Ok, exitCode);
            Assert.InRange(waited, TimeSpan.Zero, Patience);
            Assert.Empty(await caller.MissingRecordsAsync(DatabaseOf(portal)));
            Assert.DoesNotContain(portal.Log, line => line.Contains("Unhandled exception", StringComparison.Ordinal));
            await portal.StartAgainAsync(Cancellation);
        }
    }

    [Fact]
    public async Task Failures_folded_attempts_and_times_of_last_use_of_the_last_moment_are_on_record_after_a_stop()
    {
        await using var portal = await PortalProcess.StartAsync(Cancellation, Account.PortalWithAlice.Settings);
        await using var store = await StoreBeside.OpenAsync(portal);
        var (client, secrets) = await store.AddClientAsync("Billing sync", validDays: 90);
        using var caller = new TokenCaller(portal.PublicUrl, client.Value, secrets[0]);
        using var stranger = new Account.Browser(portal.PublicUrl);
        await stranger.SignInAsync("alice", "a wrong password");
        await stranger.SignInAsync("alice", "another wrong password");
        await using var crowd = await Crowd.GatherAsync(portal);

        Assert.Equal(200, (await caller.PostAsync()).Status);
        Assert.Equal(401, (await caller.PostAsync([("grant_type", "client_credentials"), ("client_id", client.Value), ("client_secret", "wrong")])).Status);
        portal.Signal("TERM");

        Assert.Equal(ExitCodes.Ok, (await portal.WaitForExitAsync(Cancellation)).ExitCode);
        Assert.Equal(1, await CountAsync(portal, "SELECT COUNT(*) FROM TokenFailures"));
        Assert.Equal(1, await CountAsync(portal, "SELECT COUNT(*) FROM ApiClients WHERE LastUsedAt IS NOT NULL"));
        Assert.Equal(1, await CountAsync(portal, "SELECT COUNT(*) FROM AuditEntries WHERE Details LIKE '%Further attempts of this kind%'"));
    }

    [Theory]
    [InlineData("TERM")]
    [InlineData("INT")]
    public async Task A_second_signal_changes_nothing(string signal)
    {
        await using var portal = await PortalProcess.StartAsync(Cancellation, Account.PortalWithAlice.Settings);
        await using var crowd = await Crowd.GatherAsync(portal);

        portal.Signal(signal);
        portal.Signal(signal);

        Assert.Equal(ExitCodes.Ok, (await portal.WaitForExitAsync(Cancellation)).ExitCode);
    }

    [Theory]
    [InlineData(150)]
    [InlineData(400)]
    [InlineData(800)]
    [InlineData(1_500)]
    public async Task A_stop_in_the_middle_of_the_start_is_as_orderly(int milliseconds)
    {
        await using var portal = PortalProcess.Launched(Account.PortalWithAlice.Settings);
        // Before the program's first line nobody can hear a signal; its data directory is made after that line.
        await Eventually.HoldsAsync(() => Task.FromResult(Directory.Exists(portal.DataDirectory)));
        await Task.Delay(milliseconds, Cancellation);

        portal.Signal("TERM");

        Assert.Equal(ExitCodes.Ok, (await portal.WaitForExitAsync(Cancellation)).ExitCode);
    }

    private static Task CallUntilStopped(TokenCaller caller) => Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Task.Run(async () =>
    {
        try
        {
            while (true)
            {
                await caller.PostAsync();
            }
        }
        catch (HttpRequestException)
        {
            // The program has gone.
        }
    })));

    private static string DatabaseOf(PortalProcess portal) => Path.Combine(portal.DataDirectory, "portal.db");

    private static async Task<long> CountAsync(PortalProcess portal, string question)
    {
        await using var connection = new SqliteConnection($"Data Source={DatabaseOf(portal)};Pooling=False");
        await connection.OpenAsync(Cancellation);
        await using var count = connection.CreateCommand();
        count.CommandText = question;
        return (long)(await count.ExecuteScalarAsync(Cancellation))!;
    }
}
