using System.Net;
using AdminPortal.Domain.Auditing.Rules;
using AdminPortal.Domain.Permissions.Rules;
using AdminPortal.Domain.Storage;
using AdminPortal.Hosting;
using AdminPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Tests.Account;

public sealed class CommandLineTests(PortalWithAlice portal) : IClassFixture<PortalWithAlice>
{
    private const string Password = "another canary battery";

    [Fact]
    public async Task An_auditor_is_added_beside_the_running_server_and_signs_in_at_once()
    {
        var (exitCode, output) = await AddAsync("bob", "Auditor");

        Assert.Equal(ExitCodes.Ok, exitCode);
        Assert.Equal("Added the administrator bob as Auditor.", output.Trim());
        using var browser = portal.NewBrowser("192.0.2.20");
        Assert.Equal(HttpStatusCode.Found, (await browser.SignInAsync("Bob", Password)).Status);
        Assert.Contains("Auditor", (await browser.GetAsync("/administration")).Html, StringComparison.Ordinal);
        await using var store = await StoreBeside.OpenAsync(portal.Process);
        await using var db = await store.Get<PortalStore>().ReadAsync(TestContext.Current.CancellationToken);
        var entry = await db.AuditEntries.SingleAsync(e => e.Resource == "bob" && e.Action == "Create", TestContext.Current.CancellationToken);
        Assert.Equal(("admin add", ActorInterface.Host, AuditResult.Success), (entry.ActorName, entry.Interface, entry.Result));
    }

    [Theory]
    [InlineData("ALICE", "Auditor", Password, "Another administrator already uses this user name")]
    [InlineData("carol", "King", Password, "There is no role with this name")]
    [InlineData("carol", "Auditor", "short", "Password must be at least 12 characters long")]
    [InlineData("carol", "Auditor", "", "Enter a password")]
    public async Task A_refusal_is_one_line_and_an_exit_code(string userName, string role, string password, string reason)
    {
        var (exitCode, output) = await AddAsync(userName, role, password);

        Assert.Equal(ExitCodes.Refused, exitCode);
        Assert.Equal($"Nothing was changed. {reason}", output.Trim());
    }

    [Fact]
    public async Task A_password_that_is_set_is_the_only_one_at_once_and_ends_what_the_old_one_began()
    {
        await AddAsync("dora", "Auditor");
        using var browser = portal.NewBrowser("192.0.2.21");
        await browser.SignInAsync("dora", Password);

        var (exitCode, output) = await RunAsync("a third canary battery\n", "set-password", "dora");

        Assert.Equal((ExitCodes.Ok, "Set the password of dora and ended all their sessions."), (exitCode, output.Trim()));
        Assert.Equal(HttpStatusCode.Found, (await browser.GetAsync("/administration")).Status);
        Assert.Equal(HttpStatusCode.OK, (await browser.SignInAsync("dora", Password)).Status);
        Assert.Equal(HttpStatusCode.Found, (await browser.SignInAsync("dora", "a third canary battery")).Status);
        Assert.Equal(("admin set-password", ActorInterface.Host, AuditResult.Success), await AuditedAsync("Set Password", "dora"));
    }

    [Fact]
    public async Task A_disabled_administrator_is_signed_out_and_cannot_sign_in()
    {
        await AddAsync("emil", "Auditor");
        using var browser = portal.NewBrowser("192.0.2.22");
        await browser.SignInAsync("emil", Password);

        var (exitCode, output) = await RunAsync("", "disable", "EMIL");

        Assert.Equal((ExitCodes.Ok, "Disabled emil and ended all their sessions."), (exitCode, output.Trim()));
        Assert.Equal(HttpStatusCode.Found, (await browser.GetAsync("/administration")).Status);
        Assert.Equal(HttpStatusCode.OK, (await browser.SignInAsync("emil", Password)).Status);
        Assert.Equal(("admin disable", ActorInterface.Host, AuditResult.Success), await AuditedAsync("Disable", "emil"));
    }

    [Fact]
    public async Task Ended_sessions_are_over_and_the_password_opens_another()
    {
        await AddAsync("fred", "Auditor");
        using var browser = portal.NewBrowser("192.0.2.23");
        await browser.SignInAsync("fred", Password);

        var (exitCode, output) = await RunAsync("", "end-sessions", "fred");

        Assert.Equal((ExitCodes.Ok, "Ended all sessions of fred."), (exitCode, output.Trim()));
        Assert.Equal(HttpStatusCode.Found, (await browser.GetAsync("/administration")).Status);
        Assert.Equal(HttpStatusCode.Found, (await browser.SignInAsync("fred", Password)).Status);
        Assert.Equal(("admin end-sessions", ActorInterface.Host, AuditResult.Success), await AuditedAsync("End Sessions", "fred"));
    }

    [Theory]
    [InlineData("disable", "alice", "This is the last enabled administrator who can add others; add or enable another one first")]
    [InlineData("disable", "nobody", "There is no administrator with this user name")]
    [InlineData("end-sessions", "nobody", "There is no administrator with this user name")]
    [InlineData("set-password", "nobody", "There is no administrator with this user name")]
    [InlineData("set-password", "alice", "Password must be at least 12 characters long")]
    public async Task Access_that_is_not_taken_back_is_told_in_one_line(string verb, string userName, string reason)
    {
        var (exitCode, output) = await RunAsync("short\n", verb, userName);

        Assert.Equal((ExitCodes.Refused, $"Nothing was changed. {reason}"), (exitCode, output.Trim()));
    }

    [Fact]
    public async Task The_clock_is_accepted_on_the_host_and_only_when_it_is_in_doubt()
    {
        var year = (long)TimeSpan.FromDays(365).TotalMilliseconds;
        await using var own = await PortalProcess.StartAsync(TestContext.Current.CancellationToken);
        Assert.Equal((ExitCodes.Ok, "The clock is not in doubt; there is nothing to accept."), await AcceptClockAsync(own));

        // As if the portal had not run for a year. While it runs it knows better, and writes that down.
        await own.KillAsync();
        await using (var store = await StoreBeside.OpenAsync(own))
        {
            await using var db = await store.Get<PortalStore>().ReadAsync(TestContext.Current.CancellationToken);
            await db.Database.ExecuteSqlAsync(
                $"""UPDATE "ClockRecords" SET "Certain" = "Certain" - {year}, "Told" = "Told" - {year}""", TestContext.Current.CancellationToken);
        }

        Assert.Equal(
            (ExitCodes.Ok, "Clock accepted. Deletion by age resumes once it has run steadily for at least an hour."), await AcceptClockAsync(own));
        Assert.Equal((ExitCodes.Ok, "The clock is not in doubt; there is nothing to accept."), await AcceptClockAsync(own));
    }

    [Theory]
    [InlineData("admin", "clock")]
    [InlineData("admin")]
    [InlineData("admin", "remove")]
    [InlineData("admin", "disable")]
    [InlineData("admin", "disable", "--user-name", "carol", "--role", "Auditor")]
    [InlineData("admin", "add", "--user-name", "carol")]
    [InlineData("admin", "add", "--user-name", "carol", "--role", "Auditor", "--password", "x")]
    public async Task What_is_not_understood_is_answered_with_the_usage(params string[] arguments)
    {
        var (exitCode, output) = await portal.Process.RunVerbAsync("", TestContext.Current.CancellationToken, arguments);

        Assert.Equal(ExitCodes.WrongUsage, exitCode);
        Assert.StartsWith("Usage: ", output, StringComparison.Ordinal);
    }

    private static async Task<(int ExitCode, string Output)> AcceptClockAsync(PortalProcess own)
    {
        var (exitCode, output) = await own.RunVerbAsync("", TestContext.Current.CancellationToken, "admin", "clock", "accept");
        return (exitCode, output.Trim());
    }

    private Task<(int ExitCode, string Output)> RunAsync(string input, string verb, string userName) =>
        portal.Process.RunVerbAsync(input, TestContext.Current.CancellationToken, "admin", verb, "--user-name", userName);

    private async Task<(string Actor, ActorInterface Door, AuditResult Result)> AuditedAsync(string action, string resource)
    {
        await using var store = await StoreBeside.OpenAsync(portal.Process);
        await using var db = await store.Get<PortalStore>().ReadAsync(TestContext.Current.CancellationToken);
        var entry = await db.AuditEntries.SingleAsync(e => e.Resource == resource && e.Action == action, TestContext.Current.CancellationToken);
        return (entry.ActorName, entry.Interface, entry.Result);
    }

    private Task<(int ExitCode, string Output)> AddAsync(string userName, string role, string password = Password) =>
        portal.Process.RunVerbAsync(
            $"{password}\n", TestContext.Current.CancellationToken, "admin", "add", "--user-name", userName, $"--role={role}");
}
