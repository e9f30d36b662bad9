using AdminPortal.Domain.Administrators.Rules.Sessions;
using AdminPortal.Domain.Administrators.Sessions;
using AdminPortal.Domain.Storage;
using AdminPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Tests.Domain.Administrators;

public sealed class IdleSessionTests
{
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(1);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_session_ends_after_an_hour_without_activity_and_being_checked_is_none()
    {
        await using var portal = await SigningIn.StartAsync();
        var session = (await portal.SucceedAsync()).Session;

        portal.Host.Clock.Advance(AdministratorSession.IdleLimit - Moment);
        Assert.True(await portal.LastsAsync(session));
        portal.Host.Clock.Advance(Moment);
        Assert.False(await portal.LastsAsync(session));
    }

    [Fact]
    public async Task Activity_keeps_a_session()
    {
        await using var portal = await SigningIn.StartAsync();
        var session = (await portal.SucceedAsync()).Session;
        portal.Host.Clock.Advance(AdministratorSession.IdleLimit - Moment);

        await KeepAsync(portal, session);

        portal.Host.Clock.Advance(AdministratorSession.IdleLimit - Moment);
        Assert.True(await portal.LastsAsync(session));
    }

    [Theory]
    [InlineData(59, false)]
    [InlineData(60, true)]
    public async Task Activity_is_written_at_most_once_a_minute(int seconds, bool written)
    {
        await using var portal = await SigningIn.StartAsync();
        var session = (await portal.SucceedAsync()).Session;
        var before = Assert.Single(await TimesAsync(portal));
        portal.Host.Clock.Advance(TimeSpan.FromSeconds(seconds));

        await KeepAsync(portal, session);

        var expected = written ? before with { SeenAt = portal.Host.Clock.GetUtcNow() } : before;
        Assert.Equal(expected, Assert.Single(await TimesAsync(portal)));
    }

    [Fact]
    public async Task Nothing_wakes_a_session_that_is_over()
    {
        await using var portal = await SigningIn.StartAsync();
        var session = (await portal.SucceedAsync()).Session;
        portal.Host.Clock.Advance(AdministratorSession.IdleLimit);

        await KeepAsync(portal, session);
        await KeepAsync(portal, session with { Id = "AAAAAAAAAAAAAAAAAAAAAA" });

        Assert.False(await portal.LastsAsync(session));
        Assert.Single(await TimesAsync(portal));
    }

    [Fact]
    public async Task Activity_of_one_session_is_none_of_another()
    {
        await using var portal = await SigningIn.StartAsync();
        var (here, elsewhere) = ((await portal.SucceedAsync()).Session, (await portal.SucceedAsync()).Session);
        portal.Host.Clock.Advance(AdministratorSession.IdleLimit - Moment);

        await KeepAsync(portal, here);

        portal.Host.Clock.Advance(Moment);
        Assert.Equal((true, false), (await portal.LastsAsync(here), await portal.LastsAsync(elsewhere)));
    }

    [Fact]
    public async Task Activity_leaves_no_line_in_the_audit_log()
    {
        await using var portal = await SigningIn.StartAsync();
        var session = (await portal.SucceedAsync()).Session;
        await using var db = await portal.Host.ReadAsync();
        var before = await db.AuditEntries.CountAsync(Cancellation);
        portal.Host.Clock.Advance(TimeSpan.FromMinutes(5));

        await KeepAsync(portal, session);

        Assert.Equal(before, await db.AuditEntries.CountAsync(Cancellation));
    }

    [Fact]
    public async Task A_record_of_an_earlier_form_is_a_session_that_is_over()
    {
        await using var portal = await SigningIn.StartAsync();
        var session = (await portal.SucceedAsync()).Session;

        await portal.Host.ExecuteSqlAsync($"""UPDATE "AspNetUserTokens" SET "Value" = '9999999999999'""");

        Assert.False(await portal.LastsAsync(session));
    }

    private static Task KeepAsync(SigningIn portal, AdministratorSession session) =>
        portal.Host.Get<KeepSession>().ExecuteAsync(session, Cancellation);

    private static Task<IReadOnlyList<SessionTimes>> TimesAsync(SigningIn portal) => portal.Host.Get<PortalStore>().SessionTimesAsync();
}
