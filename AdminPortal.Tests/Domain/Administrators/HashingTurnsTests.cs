using AdminPortal.Domain.Administrators.Passwords;
using AdminPortal.Domain.Administrators.Rules.Passwords;
using AdminPortal.Domain.Administrators.Rules.Sessions;
using AdminPortal.Domain.Administrators.Sessions;
using AdminPortal.Tests.Support;

namespace AdminPortal.Tests.Domain.Administrators;

/// <summary>Verifying a password is work on purpose: how much of it may wait, and who waits behind whom.</summary>
public sealed class HashingTurnsTests
{
    [Fact]
    public async Task Strangers_beyond_a_short_queue_are_turned_away_at_once()
    {
        await using var portal = await SigningIn.StartAsync();
        var crowd = await FillAsync(portal, HashingLane.Strangers);

        Assert.IsType<SignInOutcome.Busy>(await portal.TryAsync(SigningIn.Password));

        await LeaveAsync(crowd);
        Assert.IsType<SignInOutcome.SignedIn>(await portal.TryAsync(SigningIn.Password));
    }

    [Fact]
    public async Task No_crowd_of_strangers_keeps_out_a_browser_that_signed_in_before_or_a_person_in_a_session()
    {
        await using var portal = await SigningIn.StartAsync();
        var (id, session) = ((await portal.AliceAsync()).Id, (await portal.SucceedAsync()).Session);
        var crowd = await FillAsync(portal, HashingLane.Strangers);

        Assert.IsType<SignInOutcome.SignedIn>(await portal.TryAsync(SigningIn.Password, browserKnows: id));
        Assert.IsType<ConfirmPasswordOutcome.Confirmed>(await ConfirmAsync(portal, session));
        Assert.IsType<SignInOutcome.Busy>(await portal.TryAsync(SigningIn.Password, browserKnows: "somebody else"));
        await LeaveAsync(crowd);
    }

    [Fact]
    public async Task Every_queue_has_an_end()
    {
        await using var portal = await SigningIn.StartAsync();
        var (id, session) = ((await portal.AliceAsync()).Id, (await portal.SucceedAsync()).Session);
        var (known, signedIn) = (await FillAsync(portal, HashingLane.KnownBrowsers), await FillAsync(portal, HashingLane.SignedIn));

        Assert.IsType<SignInOutcome.Busy>(await portal.TryAsync(SigningIn.Password, browserKnows: id));
        Assert.IsType<ConfirmPasswordOutcome.Busy>(await ConfirmAsync(portal, session));
        Assert.IsType<SignInOutcome.SignedIn>(await portal.TryAsync(SigningIn.Password));
        await LeaveAsync([.. known, .. signedIn]);
    }

    [Fact]
    public async Task One_browser_from_wherever_its_cookie_is_sent_does_not_fill_the_queue_of_the_others()
    {
        await using var portal = await SigningIn.StartAsync();
        var turns = portal.Host.Get<HashingTurns>();
        var crowd = new List<Task<IDisposable?>>();
        for (var attempt = 0; attempt < 3 * HashingTurns.MostWaiting; attempt++)
        {
            crowd.Add(turns.EnterAsKnownAsync("a copied cookie", DomainHost.Cancellation));
        }

        var other = turns.EnterAsKnownAsync("her own", DomainHost.Cancellation);
        Assert.Contains(crowd, turn => turn is { IsCompletedSuccessfully: true, Result: null });
        await LeaveAsync([.. crowd.Take(HashingTurns.MostOfOneBrowser)]);

        (await other)!.Dispose();
        using var again = await turns.EnterAsKnownAsync("a copied cookie", DomainHost.Cancellation);
        Assert.NotNull(again);
    }

    [Fact]
    public async Task The_browser_of_a_disabled_administrator_waits_among_strangers()
    {
        await using var portal = await SigningIn.StartAsync();
        var id = (await portal.AliceAsync()).Id;
        await portal.ChangeAsync(alice => alice.Disable());
        var known = await FillAsync(portal, HashingLane.KnownBrowsers);

        Assert.IsType<SignInOutcome.Refused>(await portal.TryAsync(SigningIn.Password, browserKnows: id));
        await LeaveAsync(known);
    }

    [Fact]
    public async Task Whoever_gives_up_while_waiting_leaves_the_place_to_others()
    {
        await using var portal = await SigningIn.StartAsync();
        var turns = portal.Host.Get<HashingTurns>();
        using var first = await turns.EnterAsync(HashingLane.SignedIn, DomainHost.Cancellation);
        for (var attempt = 0; attempt < 3 * HashingTurns.MostWaiting; attempt++)
        {
            using var patience = new CancellationTokenSource();
            var waiting = turns.EnterAsync(HashingLane.SignedIn, patience.Token);
            await patience.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        }

        Assert.False(turns.EnterAsync(HashingLane.SignedIn, DomainHost.Cancellation).IsCompleted);
    }

    // All who get in or may wait; the last one, who may not, is not among them.
    private static async Task<List<Task<IDisposable?>>> FillAsync(SigningIn portal, HashingLane lane)
    {
        List<Task<IDisposable?>> inside = [];
        while (true)
        {
            var entering = portal.Host.Get<HashingTurns>().EnterAsync(lane, DomainHost.Cancellation);
            if (entering.IsCompleted && await entering is null)
            {
                return inside;
            }

            inside.Add(entering);
        }
    }

    private static async Task LeaveAsync(List<Task<IDisposable?>> crowd)
    {
        foreach (var turn in crowd)
        {
            (await turn)!.Dispose();
        }
    }

    private static Task<ConfirmPasswordOutcome> ConfirmAsync(SigningIn portal, AdministratorSession session) => portal.Host.Get<ConfirmPassword>()
        .ExecuteAsync(session, new TypedPassword(SigningIn.Password), SigningIn.Home, DomainHost.Cancellation);
}
