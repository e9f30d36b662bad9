using AdminPortal.Domain.Auditing.Keeping;
using AdminPortal.Tests.OAuth;

namespace AdminPortal.Tests.Hosting.Settings;

/// <summary>The setting is what entries of the audit log live by.</summary>
public sealed class AuditRetentionTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(40, false)]
    [InlineData(41, true)]
    public async Task Entries_go_after_the_days_that_the_setting_says(int days, bool areGone)
    {
        await using var host = new OAuthHost("--Portal:Audit:RetentionDays=40");
        await host.InitializeAsync();
        await host.AddClientAsync();
        host.Clock.Advance(TimeSpan.FromDays(days));

        var deleted = await host.Get<PruneAudit>().RunAsync(Cancellation);

        Assert.Equal(areGone, deleted > 0);
    }
}
