using AdminPortal.Domain.Administrators.Passwords;
using AdminPortal.Domain.Administrators.Sessions;
using AdminPortal.Tests.Support;

namespace AdminPortal.Tests.Domain.Administrators;

/// <summary>Ways around the limit of five failures for one name from one address, and where they end.</summary>
public sealed class GuessingTests
{
    [Fact]
    public async Task A_09_A_browser_that_signed_in_before_may_fail_ten_times_and_is_then_a_stranger()
    {
        await using var portal = await SigningIn.StartAsync();
        var id = (await portal.AliceAsync()).Id;
        for (var failure = 0; failure < SignInFailures.LimitOfKnownBrowser; failure++)
        {
            Assert.IsType<SignInOutcome.Refused>(await TryAsync(portal, "a wrong password", "alice", id, "stolen"));
        }

        Assert.IsType<SignInOutcome.LockedOut>(await TryAsync(portal, SigningIn.Password, "alice", id, "stolen"));
        Assert.IsType<SignInOutcome.SignedIn>(await TryAsync(portal, SigningIn.Password, "alice", id, "her own"));
    }

    [Fact]
    public async Task A_09_A_new_name_for_each_guess_gains_nothing()
    {
        await using var portal = await SigningIn.StartAsync();
        for (var failure = 0; failure < SignInFailures.LimitOfAddress; failure++)
        {
            await portal.TryAsync("a wrong password", $"made-up-{failure}");
        }

        Assert.IsType<SignInOutcome.LockedOut>(await portal.TryAsync(SigningIn.Password));
        Assert.IsType<SignInOutcome.SignedIn>(await portal.TryAsync(SigningIn.Password, source: "198.51.100.7"));
    }

    [Fact]
    public async Task A_12_Signing_in_again_ends_the_session_that_this_browser_still_held()
    {
        await using var portal = await SigningIn.StartAsync();
        var first = Assert.IsType<SignInOutcome.SignedIn>(await portal.TryAsync(SigningIn.Password)).Session;
        var check = portal.Host.Get<CheckSession>();
        Assert.NotNull(await check.ExecuteAsync(first, DomainHost.Cancellation));

        var attempt = new SignInAttempt("alice", new TypedPassword(SigningIn.Password), SigningIn.Home, []) { Previous = first };
        var second = Assert.IsType<SignInOutcome.SignedIn>(
            await portal.Host.Get<SignInAdministrator>().ExecuteAsync(attempt, DomainHost.Cancellation)).Session;

        Assert.Null(await check.ExecuteAsync(first, DomainHost.Cancellation));
        Assert.NotNull(await check.ExecuteAsync(second, DomainHost.Cancellation));
    }

    private static Task<SignInOutcome> TryAsync(SigningIn portal, string password, string userName, string knows, string browser) =>
        portal.Host.Get<SignInAdministrator>().ExecuteAsync(
            new SignInAttempt(userName, new TypedPassword(password), SigningIn.Home, [knows]) { Browser = browser }, DomainHost.Cancellation);
}
