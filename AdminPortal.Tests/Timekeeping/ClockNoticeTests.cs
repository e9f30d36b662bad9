using AdminPortal.Domain.Permissions.Rules;
using AdminPortal.Domain.Timekeeping;
using AdminPortal.Domain.Timekeeping.Rules;
using AdminPortal.Tests.Support;
using AdminPortal.Timekeeping;
using Bunit;

namespace AdminPortal.Tests.Timekeeping;

/// <summary>What stands above every page while the clock is in doubt.</summary>
public sealed class ClockNoticeTests
{
    private static readonly TimeSpan Year = TimeSpan.FromDays(365);

    [Fact]
    public async Task While_the_clock_is_right_there_is_nothing()
    {
        await using var domain = await DomainHost.StartAsync();
        await using var host = new PageHost(domain, domain.Superuser);

        Assert.Empty(host.Render<ClockNotice>().Markup);
    }

    [Theory]
    [InlineData(365, "15 Jan 2028, 09:30 UTC", "365 days ahead of the latest time", "If the portal was not running during that time")]
    [InlineData(-365, "15 Jan 2026, 09:30 UTC", "365 days behind the latest time", "Correct the clock")]
    public async Task A_clock_in_doubt_is_an_alert_that_says_what_it_says_and_what_to_do(int days, params string[] words)
    {
        await using var domain = await DomainHost.StartAsync();
        await JumpAsync(domain, TimeSpan.FromDays(days));
        await using var host = new PageHost(domain, domain.Superuser);

        var notice = host.Render<ClockNotice>().Find("[role=alert]");

        Assert.Equal("Check this server's clock", notice.QuerySelector("strong")!.TextContent);
        Assert.All(words, word => Assert.Contains(word, notice.TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_administrators_word_takes_it_away()
    {
        await using var domain = await DomainHost.StartAsync();
        await JumpAsync(domain, Year);
        await using var host = new PageHost(domain, domain.Superuser);
        var page = host.Render<ClockNotice>();

        await page.Button("Accept the clock").ClickAsync(new());

        Assert.Empty(page.Markup);
        Assert.Equal(["Clock accepted. Deletion by age resumes once it has run steadily for at least an hour"], host.Messages);
        Assert.False(domain.Get<ProvenTime>().Look().IsDoubtful);
    }

    [Fact]
    public async Task Who_may_not_accept_it_reads_who_may()
    {
        await using var domain = await DomainHost.StartAsync();
        await JumpAsync(domain, Year);
        foreach (var actor in (Actor[])[domain.Auditor, domain.Nobody])
        {
            await using var host = new PageHost(domain, actor);
            var page = host.Render<ClockNotice>();

            Assert.False(page.HasButton("Accept the clock"));
            Assert.Contains("Full access to Tokens and Audit Logs", page.Markup, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_store_that_does_not_answer_leaves_the_notice_and_the_page()
    {
        await using var domain = await DomainHost.StartAsync();
        await JumpAsync(domain, Year);
        await using var host = new PageHost(domain, domain.Superuser);
        var page = host.Render<ClockNotice>();
        await domain.ExecuteSqlAsync($"DROP TABLE \"ClockRecords\"");

        await page.Button("Accept the clock").ClickAsync(new());

        Assert.Contains("Nothing is lost: try again.", page.Find("[role=status]").TextContent, StringComparison.Ordinal);
        Assert.True(page.HasButton("Accept the clock"));
    }

    private static async Task JumpAsync(DomainHost domain, TimeSpan by)
    {
        await domain.Get<StoredClock>().WriteAsync(DomainHost.Cancellation);
        domain.Clock.Skew = by;
        domain.Get<ProvenTime>().Look();
    }
}
