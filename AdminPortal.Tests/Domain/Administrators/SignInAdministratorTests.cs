using AdminPortal.Domain.Administrators;
using AdminPortal.Domain.Administrators.Sessions;
using AdminPortal.Domain.Auditing.Rules;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace AdminPortal.Tests.Domain.Administrators;

public sealed class SignInAdministratorTests
{
    [Theory]
    [InlineData("alice", SigningIn.Password, true)]
    [InlineData(" ALICE ", SigningIn.Password, true)]
    [InlineData("alice", "a wrong password", false)]
    [InlineData("alice", "", false)]
    [InlineData("mallory", SigningIn.Password, false)]
    [InlineData("", "", false)]
    public async Task The_right_name_and_password_sign_in_and_nothing_else_does(string userName, string password, bool signsIn)
    {
        await using var portal = await SigningIn.StartAsync();

        Assert.Equal(signsIn, await portal.TryAsync(password, userName) is SignInOutcome.SignedIn);
    }

    [Fact]
    public async Task Success_and_failure_are_recorded_without_the_password()
    {
        await using var portal = await SigningIn.StartAsync();

        await portal.FailAsync(1);
        await portal.TryAsync("whatever else", SigningIn.Password);
        await portal.SucceedAsync();

        var entries = await portal.AuditAsync("Sign In");
        Assert.Equal([AuditResult.Failure, AuditResult.Failure, AuditResult.Success], entries.Select(entry => entry.Result));
        Assert.Equal(["alice", "(unknown user name)", "alice"], entries.Select(entry => entry.ActorName));
        Assert.All(entries, entry => Assert.Equal(SigningIn.Home, entry.SourceAddress));
        Assert.All(entries, entry => Assert.DoesNotContain("canary", entry.Details + entry.ActorName + entry.Resource, StringComparison.Ordinal));
        Assert.Equal(portal.Host.Clock.GetUtcNow(), (await portal.AliceAsync()).LastSignInAt);
    }

    [Theory]
    [InlineData("alice")]
    [InlineData("mallory")]
    public async Task After_five_failures_even_the_right_password_waits_whether_or_not_the_name_exists(string userName)
    {
        await using var portal = await SigningIn.StartAsync();

        await portal.FailAsync(5, userName);

        var locked = Assert.IsType<SignInOutcome.LockedOut>(await portal.TryAsync(SigningIn.Password, userName));
        Assert.Equal(TimeSpan.FromMinutes(5), locked.Wait);
        Assert.Contains("Locked out", (await portal.AuditAsync("Sign In"))[^1].Details, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_lock_out_ends_with_its_five_minutes()
    {
        await using var portal = await SigningIn.StartAsync();
        await portal.FailAsync(5);

        portal.Host.Clock.Advance(TimeSpan.FromMinutes(5));

        await portal.SucceedAsync();
    }

    [Fact]
    public async Task The_lock_out_holds_for_one_address_and_not_for_a_browser_that_signed_in_before()
    {
        await using var portal = await SigningIn.StartAsync();
        var id = (await portal.AliceAsync()).Id;

        await portal.FailAsync(5);

        Assert.IsType<SignInOutcome.SignedIn>(await portal.TryAsync(SigningIn.Password, source: "198.51.100.7"));
        Assert.IsType<SignInOutcome.LockedOut>(await portal.TryAsync(SigningIn.Password, browserKnows: "somebody else"));
        Assert.IsType<SignInOutcome.SignedIn>(await portal.TryAsync(SigningIn.Password, browserKnows: ["somebody else", id]));
    }

    [Fact]
    public async Task Attempts_at_once_do_not_slip_past_the_limit()
    {
        await using var portal = await SigningIn.StartAsync();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => Task.Run(() => portal.TryAsync("a wrong password"))));

        // As many as may hash at a time can still be under way when the fifth fails.
        Assert.InRange(outcomes.Count(outcome => outcome is SignInOutcome.Refused), 5, 5 + Math.Max(1, Environment.ProcessorCount / 2));
    }

    [Fact]
    public async Task A_disabled_administrator_is_refused_like_anybody()
    {
        await using var portal = await SigningIn.StartAsync();
        await portal.ChangeAsync(alice => alice.Disable());

        Assert.IsType<SignInOutcome.Refused>(await portal.TryAsync(SigningIn.Password));
    }

    [Fact]
    public async Task A_hash_of_yesterdays_strength_is_renewed_by_signing_in()
    {
        await using var portal = await SigningIn.StartAsync();
        var weaker = new PasswordHasher<Administrator>(Options.Create(new PasswordHasherOptions { IterationCount = 1000 }));
        var old = weaker.HashPassword(new Administrator(), SigningIn.Password);
        await portal.ChangeAsync(alice => alice.PasswordHash = old);

        await portal.SucceedAsync();

        Assert.NotEqual(old, (await portal.AliceAsync()).PasswordHash);
        await portal.SucceedAsync();
    }
}
