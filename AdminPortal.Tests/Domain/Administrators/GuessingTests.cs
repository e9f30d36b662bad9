using AdminPortal.Domain.Administrators.Rules.Passwords;
using AdminPortal.Domain.Administrators.Rules.Sessions;
using AdminPortal.Domain.Administrators.Sessions;
using AdminPortal.Tests.Support;

namespace AdminPortal.Tests.Domain.Administrators;

/// <summary>Ways around the limit of five failures for one name from one address, and where they end.</summary>
public sealed class GuessingTests
{
    [Fact]
    public async Task A_browser_that_signed_in_before_waits_for_its_own_failures_alone_and_never_for_good()
    {
        await using var portal = await SigningIn.StartAsync();
        var id = (await portal.AliceAsync()).Id;
        await FailAsync(portal, id, "her own", SignInFailures.LimitOfKnownBrowser);

        var waiting = Assert.IsType<SignInOutcome.LockedOut>(await TryAsync(portal, SigningIn.Password, id, "her own"));

        Assert.Equal(SignInFailures.Window, waiting.Wait);
        Assert.IsType<SignInOutcome.SignedIn>(await TryAsync(portal, SigningIn.Password, id, "her other"));
        portal.Host.Clock.Advance(SignInFailures.Window);
        Assert.IsType<SignInOutcome.SignedIn>(await TryAsync(portal, SigningIn.Password, id, "her own"));
    }

    [Fact]
    public async Task No_failure_from_elsewhere_locks_out_a_browser_that_signed_in_before_not_even_one_with_its_cookie()
    {
        await using var portal = await SigningIn.StartAsync();
        var id = (await portal.AliceAsync()).Id;
        await FailAsync(portal, id, "her own", SignInFailures.LimitOfKnownBrowser, from: "203.0.113.5");
        for (var failure = 0; failure < SignInFailures.LimitOfAddress; failure++)
        {
            await portal.TryAsync("a wrong password", failure < SignInFailures.Limit ? "alice" : $"made-up-{failure}");
        }

        await FailAsync(portal, id, "her own", SignInFailures.LimitOfKnownBrowser - 1);

        Assert.IsType<SignInOutcome.SignedIn>(await TryAsync(portal, SigningIn.Password, id, "her own"));
        Assert.IsType<SignInOutcome.LockedOut>(await TryAsync(portal, SigningIn.Password, id, "her own", from: "203.0.113.5"));
    }

    [Fact]
    public async Task Known_browsers_of_one_address_are_counted_together_too()
    {
        await using var portal = await SigningIn.StartAsync();
        var id = (await portal.AliceAsync()).Id;
        for (var failure = 0; failure < SignInFailures.LimitOfAddress; failure++)
        {
            portal.Host.Get<SignInFailures>().RecordKnown($"copy {failure}", SigningIn.Home);
        }

        Assert.IsType<SignInOutcome.LockedOut>(await TryAsync(portal, SigningIn.Password, id, "one more copy"));
        Assert.IsType<SignInOutcome.SignedIn>(await TryAsync(portal, SigningIn.Password, id, "one more copy", from: "203.0.113.5"));
    }

    [Fact]
    public async Task A_new_name_for_each_guess_gains_nothing()
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
    public async Task Signing_in_again_ends_the_session_that_this_browser_still_held()
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

    private static async Task FailAsync(SigningIn portal, string knows, string browser, int times, string from = SigningIn.Home)
    {
        for (var failure = 0; failure < times; failure++)
        {
            Assert.IsType<SignInOutcome.Refused>(await TryAsync(portal, "a wrong password", knows, browser, from));
        }
    }

    private static Task<SignInOutcome> TryAsync(SigningIn portal, string password, string knows, string browser, string from = SigningIn.Home) =>
        portal.Host.Get<SignInAdministrator>().ExecuteAsync(
            new SignInAttempt("alice", new TypedPassword(password), from, [knows]) { Browser = browser }, DomainHost.Cancellation);
}
