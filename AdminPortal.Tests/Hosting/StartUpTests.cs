using AdminPortal.Hosting;
using AdminPortal.Tests.Account;
using AdminPortal.Tests.Support;

namespace AdminPortal.Tests.Hosting;

public sealed class StartUpTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Wrong_settings_end_the_start_with_a_line_for_each_key_and_no_stack_trace()
    {
        var (exitCode, log) = await PortalProcess.RunToExitAsync(Cancellation,
            ("Portal:Issuer", "https://portal.example/"), ("Portal:Isuer", "x"), ("Portal:Tokens:RetentionDays", "abc"));

        Assert.Equal(ExitCodes.WrongSettings, exitCode);
        Assert.Equal(
            ["Portal:Isuer", "Portal:Tokens:RetentionDays", "Portal:Issuer"],
            log.Select(line => line.Split(' ')[0]));
    }

    [Fact]
    public async Task The_log_says_where_the_data_lie_and_what_somebody_should_know()
    {
        await using var portal = await PortalProcess.StartForTheFirstTimeAsync(Cancellation, ("Portal:Catalogue:File", typeof(StartUpTests).Assembly.Location));

        Assert.Contains(portal.Log, line => line.EndsWith($"Data directory: {portal.DataDirectory}", StringComparison.Ordinal));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(portal.DataDirectory));
        Assert.Contains(portal.Log, line => line.Contains("not https", StringComparison.Ordinal));
        Assert.Contains(
            portal.Log,
            line => line.EndsWith("Portal:Catalogue:File is set, but this version does not use it yet", StringComparison.Ordinal));
        Assert.All(portal.Log, line => Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z ", line));
    }

    [Fact]
    public async Task Behind_a_proxy_that_is_not_trusted_the_start_says_what_that_means()
    {
        await using var behind = await PortalProcess.StartAsync(Cancellation, ("Portal:Issuer", "https://portal.example"));
        await using var trusting = await PortalProcess.StartAsync(
            Cancellation, ("Portal:Issuer", "https://portal.example"), ("Portal:TrustedProxies:0", "127.0.0.1"));

        Assert.Single(
            behind.Log,
            line => line.Contains("warn:", StringComparison.Ordinal) && line.Contains("Portal:TrustedProxies is empty", StringComparison.Ordinal));
        Assert.DoesNotContain(trusting.Log, line => line.Contains("TrustedProxies", StringComparison.Ordinal));
    }

    [Fact]
    public async Task After_its_first_pages_the_idle_program_holds_less_than_250_MB()
    {
        await using var portal = await PortalProcess.StartAsync(
            Cancellation, [.. PortalWithAlice.Settings, (PortalProcess.Program, ProgramRun.ProgramAsBuilt)]);
        using var browser = new Account.Browser(portal.PublicUrl);
        await browser.SignInAsync("alice", PortalWithAlice.Password);
        await browser.GetAsync("/administration/api-configuration/oneapi/api-clients");

        Assert.InRange(portal.WorkingSet, 1, 250_000_000);
    }

    [Fact]
    public async Task An_address_of_another_machine_ends_the_start_with_one_line()
    {
        var (exitCode, log) = await PortalProcess.RunToExitAsync(Cancellation, ("ASPNETCORE_URLS", "http://192.0.2.1:5080"));

        Assert.Equal(ExitCodes.CannotListen, exitCode);
        Assert.Single(log, line => line.StartsWith("Failed to bind to http://192.0.2.1:5080", StringComparison.Ordinal));
        Assert.DoesNotContain(log, line => line.TrimStart().StartsWith("at ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_query_string_never_lands_in_the_log()
    {
        await using var portal = await PortalProcess.StartAsync(Cancellation);
        using var client = new HttpClient { BaseAddress = portal.PublicUrl };

        using var response = await client.GetAsync("/sign-in?password=hunter2", Cancellation);

        await portal.KillAsync();
        Assert.DoesNotContain(portal.Log, line => line.Contains("hunter2", StringComparison.Ordinal));
    }
}
