using AdminPortal.Domain.Administrators.Rules.Sessions;
using AdminPortal.Domain.Administrators.Sessions;
using AdminPortal.Domain.Auditing.Rules;
using AdminPortal.Domain.Permissions.Rules;

namespace AdminPortal.Tests.Domain.Administrators;

public sealed class SessionTests
{
    [Fact]
    public async Task A_session_ends_after_eight_hours_whatever_happens()
    {
        await using var portal = await SigningIn.StartAsync();
        var session = (await portal.SucceedAsync()).Session;

        for (var hour = 0; hour < 8; hour++)
        {
            portal.Host.Clock.Advance(AdministratorSession.IdleLimit - TimeSpan.FromSeconds(1));
            await portal.Host.Get<KeepSession>().ExecuteAsync(session, TestContext.Current.CancellationToken);
            Assert.True(await portal.LastsAsync(session));
        }

        portal.Host.Clock.Advance(TimeSpan.FromSeconds(7));
        Assert.True(await portal.LastsAsync(session));
        portal.Host.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.False(await portal.LastsAsync(session));
    }

    [Fact]
    public async Task Signing_out_ends_this_session_on_record_and_no_other()
    {
        await using var portal = await SigningIn.StartAsync();
        var (here, elsewhere) = ((await portal.SucceedAsync()).Session, (await portal.SucceedAsync()).Session);

        await portal.Host.Get<SignOutAdministrator>().ExecuteAsync(
            here, new Actor.SignedIn(here.AdministratorId, "alice", SigningIn.Home), TestContext.Current.CancellationToken);

        Assert.False(await portal.LastsAsync(here));
        Assert.True(await portal.LastsAsync(elsewhere));
        Assert.Equal(AuditResult.Success, Assert.Single(await portal.AuditAsync("Sign Out")).Result);
    }

    [Fact]
    public async Task A_disabled_administrators_sessions_are_over()
    {
        await using var portal = await SigningIn.StartAsync();
        var session = (await portal.SucceedAsync()).Session;

        await portal.ChangeAsync(alice => alice.Disable());

        Assert.False(await portal.LastsAsync(session));
    }

    [Fact]
    public async Task A_new_security_stamp_ends_every_session()
    {
        await using var portal = await SigningIn.StartAsync();
        var session = (await portal.SucceedAsync()).Session;

        await portal.ChangeAsync(alice => alice.SecurityStamp = "another");

        Assert.False(await portal.LastsAsync(session));
    }

    [Fact]
    public async Task Every_sign_in_begins_a_new_session_and_forgets_the_ended_ones()
    {
        await using var portal = await SigningIn.StartAsync();
        var first = (await portal.SucceedAsync()).Session;
        portal.Host.Clock.Advance(AdministratorSession.Lifetime);

        var second = (await portal.SucceedAsync()).Session;

        Assert.NotEqual(first.Id, second.Id);
        await using var db = await portal.Host.ReadAsync();
        Assert.Equal([second.Id], db.UserTokens.Select(token => token.Name));
    }

    [Fact]
    public async Task An_invented_session_is_none()
    {
        await using var portal = await SigningIn.StartAsync();
        var session = (await portal.SucceedAsync()).Session;

        Assert.False(await portal.LastsAsync(session with { Id = "AAAAAAAAAAAAAAAAAAAAAA" }));
        Assert.False(await portal.LastsAsync(session with { AdministratorId = "nobody" }));
    }
}
