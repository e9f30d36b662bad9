using AdminPortal.Hosting;
using AdminPortal.Tests.OAuth.Records;
using AdminPortal.Tests.Support;

namespace AdminPortal.Tests.Hosting.Stopping;

/// <summary>The end of the program, whoever is connected and whatever is still to be written.</summary>
public sealed class StopTests
{
    private const int Callers = 64;
    private const int Rounds = 3;

    // A promise of the product: a container is killed after ten.
    private static readonly TimeSpan StopsWithin = TimeSpan.FromSeconds(10);

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
            await Eventually.HoldsAsync(() => caller.Received > round * Callers);

            portal.Signal("TERM");
            var (exitCode, waited) = await portal.WaitForExitAsync(Cancellation);
            await load;

            Assert.Equal(ExitCodes.Ok, exitCode);
            Assert.InRange(waited, TimeSpan.Zero, StopsWithin);
            Assert.Empty(await caller.MissingRecordsAsync(DatabaseOf(portal)));
            Assert.DoesNotContain(
                portal.Log,
                line => line.Contains("Unhandled exception", StringComparison.Ordinal) || line.Contains("is cut short", StringComparison.Ordinal));
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
        Assert.Equal(1L, await StoreSql.AskAsync(portal.DataDirectory, "SELECT COUNT(*) FROM \"TokenFailures\""));
        Assert.Equal(1L, await StoreSql.AskAsync(portal.DataDirectory, """SELECT COUNT(*) FROM "ApiClients" WHERE "LastUsedAt" IS NOT NULL"""));
        Assert.Equal(1L, await StoreSql.AskAsync(
            portal.DataDirectory, """SELECT COUNT(*) FROM "AuditEntries" WHERE "Details" LIKE '%Further attempts of this kind%'"""));
    }

    [Fact]
    public async Task A_page_that_comes_while_the_program_stops_gets_no_circuit_and_holds_up_nothing()
    {
        await using var portal = await PortalProcess.StartAsync(Cancellation, Account.PortalWithAlice.Settings);
        using var browser = new Account.Browser(portal.PublicUrl);
        await browser.SignInAsync("alice", Account.PortalWithAlice.Password);
        var cookies = browser.CookieHeader;
        // Half a body holds the stop open for a while.
        await using var crowd = await Crowd.GatherAsync(portal);
        await using var connected = await RawCircuit.ConnectAsync(portal.PublicUrl, cookies);

        portal.Signal("TERM");
        await connected.WaitForEndAsync();
        var late = await Record.ExceptionAsync(async () =>
        {
            await using var page = await RawCircuit.ConnectAsync(portal.PublicUrl, cookies);
            Assert.NotNull(await page.StartAsync());
        });

        Assert.NotNull(late);
        Assert.Equal(ExitCodes.Ok, (await portal.WaitForExitAsync(Cancellation)).ExitCode);
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
        await Eventually.HoldsAsync(() => Directory.Exists(portal.DataDirectory));
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
}
