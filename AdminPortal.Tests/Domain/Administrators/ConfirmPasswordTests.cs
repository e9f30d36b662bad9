using AdminPortal.Domain.Administrators.Rules.Passwords;
using AdminPortal.Domain.Administrators.Rules.Sessions;
using AdminPortal.Domain.Administrators.Sessions;
using AdminPortal.Domain.Auditing.Rules;
using AdminPortal.Domain.Storage;
using AdminPortal.Tests.Support;

namespace AdminPortal.Tests.Domain.Administrators;

public sealed class ConfirmPasswordTests
{
    private const string Elsewhere = "198.51.100.7";

    [Fact]
    public async Task Signing_in_is_a_proof_and_the_right_password_is_a_new_one_and_activity()
    {
        await using var portal = await SigningIn.StartAsync();
        var session = (await portal.SucceedAsync()).Session;
        var signedInAt = portal.Host.Clock.GetUtcNow();
        Assert.Equal(signedInAt, (await TimesAsync(portal)).ProvedAt);
        portal.Host.Clock.Advance(TimeSpan.FromMinutes(30));

        Assert.IsType<ConfirmPasswordOutcome.Confirmed>(await ConfirmAsync(portal, session, SigningIn.Password));

        var now = portal.Host.Clock.GetUtcNow();
        Assert.Equal(new SessionTimes(signedInAt + AdministratorSession.Lifetime, now, now), await TimesAsync(portal));
    }

    [Theory]
    [InlineData("a wrong password")]
    [InlineData("")]
    public async Task A_wrong_password_proves_nothing(string password)
    {
        await using var portal = await SigningIn.StartAsync();
        var session = (await portal.SucceedAsync()).Session;
        var before = await TimesAsync(portal);
        portal.Host.Clock.Advance(TimeSpan.FromMinutes(30));

        Assert.IsType<ConfirmPasswordOutcome.Refused>(await ConfirmAsync(portal, session, password));

        Assert.Equal(before, await TimesAsync(portal));
    }

    [Fact]
    public async Task Success_and_failure_are_recorded_without_the_password()
    {
        await using var portal = await SigningIn.StartAsync();
        var session = (await portal.SucceedAsync()).Session;

        await ConfirmAsync(portal, session, "a wrong canary");
        await ConfirmAsync(portal, session, SigningIn.Password);

        var entries = await portal.AuditAsync("Confirm Password");
        Assert.Equal([AuditResult.Failure, AuditResult.Success], entries.Select(entry => entry.Result));
        Assert.All(
            entries,
            entry => Assert.Equal(
                ("alice", session.AdministratorId, SigningIn.Home), (entry.ActorName, entry.AdministratorId, entry.SourceAddress)));
        Assert.All(entries, entry => Assert.DoesNotContain("canary", entry.Details, StringComparison.Ordinal));
    }

    [Fact]
    public async Task After_five_failures_even_the_right_password_waits_its_five_minutes_from_wherever_it_comes()
    {
        await using var portal = await SigningIn.StartAsync();
        var session = (await portal.SucceedAsync()).Session;
        await FailAsync(portal, session, 5);

        var locked = Assert.IsType<ConfirmPasswordOutcome.LockedOut>(await ConfirmAsync(portal, session, SigningIn.Password));
        Assert.IsType<ConfirmPasswordOutcome.LockedOut>(await ConfirmAsync(portal, session, SigningIn.Password, Elsewhere));
        Assert.Equal(TimeSpan.FromMinutes(5), locked.Wait);
        Assert.Contains("Locked out", (await portal.AuditAsync("Confirm Password"))[^1].Details, StringComparison.Ordinal);

        portal.Host.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.IsType<ConfirmPasswordOutcome.Confirmed>(await ConfirmAsync(portal, session, SigningIn.Password));
    }

    [Fact]
    public async Task Failures_at_the_sign_in_page_or_in_another_session_lock_nobody_out_of_theirs()
    {
        await using var portal = await SigningIn.StartAsync();
        var (mine, another) = ((await portal.SucceedAsync()).Session, (await portal.SucceedAsync()).Session);

        await portal.FailAsync(5);
        await FailAsync(portal, another, 5);

        Assert.IsType<ConfirmPasswordOutcome.Confirmed>(await ConfirmAsync(portal, mine, SigningIn.Password));
    }

    [Theory]
    [InlineData("disabled")]
    [InlineData("idle")]
    [InlineData("invented")]
    public async Task A_session_that_does_not_count_is_refused_like_a_wrong_password(string how)
    {
        await using var portal = await SigningIn.StartAsync();
        var session = (await portal.SucceedAsync()).Session;
        switch (how)
        {
            case "disabled":
                await portal.ChangeAsync(alice => alice.Disable());
                break;
            case "idle":
                portal.Host.Clock.Advance(AdministratorSession.IdleLimit);
                break;
            default:
                session = session with { Id = "AAAAAAAAAAAAAAAAAAAAAA" };
                break;
        }

        Assert.IsType<ConfirmPasswordOutcome.Refused>(await ConfirmAsync(portal, session, SigningIn.Password));
        Assert.Equal(AuditResult.Failure, Assert.Single(await portal.AuditAsync("Confirm Password")).Result);
    }

    private static async Task FailAsync(SigningIn portal, AdministratorSession session, int times)
    {
        for (var i = 0; i < times; i++)
        {
            Assert.IsType<ConfirmPasswordOutcome.Refused>(await ConfirmAsync(portal, session, "a wrong password"));
        }
    }

    private static Task<ConfirmPasswordOutcome> ConfirmAsync(
        SigningIn portal, AdministratorSession session, string password, string source = SigningIn.Home) =>
        portal.Host.Get<ConfirmPassword>().ExecuteAsync(session, new TypedPassword(password), source, TestContext.Current.CancellationToken);

    private static async Task<SessionTimes> TimesAsync(SigningIn portal) =>
        Assert.Single(await portal.Host.Get<PortalStore>().SessionTimesAsync());
}
