using AdminPortal.Hosting;
using AdminPortal.Tests.Support;

namespace AdminPortal.Tests.Account;

/// <summary>Whoever runs the host asks whether the audit log is as it was written, by an exit code.</summary>
public sealed class AuditVerbTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_audit_log_is_verified_beside_a_running_portal_and_tampering_shows_by_the_exit_code()
    {
        await using var portal = await PortalProcess.StartAsync(Cancellation, PortalWithAlice.Settings);
        var (intact, told) = await portal.RunVerbAsync("", Cancellation, "admin", "audit", "verify");
        Assert.Equal(ExitCodes.Ok, intact);
        Assert.Matches(@"^The audit log is intact: \d+ entries, the last one is \d+\.\n$", told);

        Assert.Equal(1, await StoreSql.ExecuteAsync(portal.DataDirectory, """UPDATE "AuditEntries" SET "ActorName" = 'somebody' WHERE "Id" = 1"""));

        var (broken, why) = await portal.RunVerbAsync("", Cancellation, "admin", "audit", "verify");
        Assert.Equal(ExitCodes.Refused, broken);
        Assert.Equal("The audit log has been tampered with from entry 1 on: entry 1 was edited.\n", why);
        Assert.Equal(ExitCodes.WrongUsage, (await portal.RunVerbAsync("", Cancellation, "admin", "audit", "forget")).ExitCode);
    }

    [Fact]
    public async Task A_start_verifies_the_audit_log_and_tells_by_log_and_metric()
    {
        await using var portal = await PortalProcess.StartAsync(Cancellation, PortalWithAlice.Settings);
        using var http = new HttpClient();
        var numbers = "";
        await Eventually.HoldsAsync(async () =>
        {
            numbers = await http.GetStringAsync(new Uri(portal.ManagementUrl, "/metrics"), Cancellation);
            return numbers.Contains("adminportal_audit_intact", StringComparison.Ordinal);
        });

        Assert.Matches(@"adminportal_audit_intact\{?[^}]*\}? 1\n", numbers);
        // The log's lines leave by a queue of their own.
        await Eventually.HoldsAsync(() => portal.Log.Any(line => line.Contains("The audit log is intact: ", StringComparison.Ordinal)));
    }
}
