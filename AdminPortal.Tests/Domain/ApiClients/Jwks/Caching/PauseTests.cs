using AdminPortal.Domain.ApiClients.Jwks.Caching;
using AdminPortal.Domain.ApiClients.Jwks.Fetching;
using AdminPortal.Domain.ApiClients.Rules.Jwks.Fetching;
using AdminPortal.Tests.Domain.ApiClients.Jwks.Fetching;

namespace AdminPortal.Tests.Domain.ApiClients.Jwks.Caching;

public sealed class PauseTests
{
    private readonly Publisher _publisher = new();
    private readonly ClientJwksCache _cache;

    public PauseTests() => _cache = _publisher.NewCache();

    [Fact]
    public async Task A_flood_of_made_up_key_IDs_causes_one_fetch_a_minute()
    {
        await FindAsync("k1");

        for (var minute = 1; minute <= 3; minute++)
        {
            await Task.WhenAll(Enumerable.Range(0, 200).Select(number => Task.Run(() => FindAsync($"made-up-{number}"))));
            Assert.Equal(1 + minute, _publisher.Visits);
            Assert.Single((await FindAsync("k1")).Keys);
            _publisher.Clock.Advance(ClientJwksCache.Pause - TimeSpan.FromTicks(1));
            await FindAsync("made-up");
            Assert.Equal(1 + minute, _publisher.Visits);
            _publisher.Clock.Advance(TimeSpan.FromTicks(1));
        }
    }

    [Fact]
    public async Task A_flood_that_causes_the_first_fetch_causes_no_second_one()
    {
        var answers = new List<JwksAnswer>();
        for (var number = 0; number < 50; number++)
        {
            answers.Add(await FindAsync($"made-up-{number}"));
        }

        Assert.Equal(1, _publisher.Visits);
        Assert.All(answers, answer => Assert.Equal((0, "k1"), (answer.Keys.Count, Assert.Single(answer.KnownKeyIds))));
    }

    [Fact]
    public async Task An_unknown_key_ID_while_the_address_is_down_costs_the_known_ones_nothing()
    {
        await FindAsync("k1");
        _publisher.Answer = PublishedKeys.Down;

        var unknown = await FindAsync("k2");
        await FindAsync("k3");

        Assert.Equal((0, new JwksFailure.ConnectionRefused()), (unknown.Keys.Count, unknown.Failure));
        Assert.Single((await FindAsync("k1")).Keys);
        Assert.Equal(2, _publisher.Visits);
    }

    [Fact]
    public async Task After_each_failure_the_pause_grows_up_to_the_default_age()
    {
        _publisher.Answer = PublishedKeys.Down;
        var pauses = new List<double>();

        for (var visit = 1; visit <= 5; visit++)
        {
            Assert.Equal(new JwksFailure.ConnectionRefused(), (await FindAsync("k1")).Failure);
            var before = _publisher.Clock.GetUtcNow();
            while (_publisher.Visits == visit)
            {
                _publisher.Clock.Advance(TimeSpan.FromSeconds(30));
                await FindAsync(null);
            }

            pauses.Add((_publisher.Clock.GetUtcNow() - before).TotalMinutes);
        }

        Assert.Equal([1, 2, 4, 5, 5], pauses);
    }

    [Fact]
    public async Task A_first_success_after_failures_ends_the_growing()
    {
        _publisher.Answer = PublishedKeys.Down;
        await FindAsync("k1");
        _publisher.Answer = PublishedKeys.Set(null, "k1");

        Assert.Empty((await FindAsync("k1")).Keys);
        _publisher.Clock.Advance(ClientJwksCache.Pause);
        var answer = await FindAsync("k1");
        Assert.Equal((1, null), (answer.Keys.Count, answer.Failure));

        _publisher.Answer = PublishedKeys.Down;
        _publisher.Clock.Advance(ClientJwksCache.DefaultAge);
        await FindAsync("k1");
        _publisher.Clock.Advance(ClientJwksCache.Pause);
        await FindAsync("k1");
        Assert.Equal(4, _publisher.Visits);
    }

    [Fact]
    public async Task The_last_good_set_is_used_for_a_day_while_the_address_is_down()
    {
        await FindAsync("k1");
        _publisher.Answer = PublishedKeys.Down;

        _publisher.Clock.Advance(ClientJwksCache.KeptWhenDown - TimeSpan.FromTicks(1));
        var last = await FindAsync("k1");
        _publisher.Clock.Advance(TimeSpan.FromTicks(1));
        var over = await FindAsync("k1");

        Assert.Equal((1, new JwksFailure.ConnectionRefused()), (last.Keys.Count, last.Failure));
        Assert.Equal((0, 0, new JwksFailure.ConnectionRefused()), (over.Keys.Count, over.KnownKeyIds.Count, over.Failure));
    }

    [Fact]
    public async Task An_expired_set_is_asked_for_again_after_the_pause_and_comes_back()
    {
        await FindAsync("k1");
        _publisher.Answer = PublishedKeys.Down;
        _publisher.Clock.Advance(ClientJwksCache.DefaultAge);
        await FindAsync("k1");
        _publisher.Answer = PublishedKeys.Set(null, "k2");

        _publisher.Clock.Advance(ClientJwksCache.Pause);

        Assert.Single((await FindAsync("k2")).Keys);
        Assert.Equal(3, _publisher.Visits);
    }

    [Fact]
    public async Task A_fetch_that_breaks_is_a_failure_like_any_other_for_an_assertion_and_an_exception_for_a_person()
    {
        _publisher.Gate = Task.FromException(new InvalidOperationException());
        Assert.Equal(new JwksFailure.Broken(), (await FindAsync("k1")).Failure);
        await Assert.ThrowsAsync<InvalidOperationException>(() => _cache.RefreshAsync(Publisher.Uri, TestContext.Current.CancellationToken));
        _publisher.Gate = Task.CompletedTask;

        Assert.Empty((await FindAsync("k1")).Keys);
        _publisher.Clock.Advance(ClientJwksCache.Pause);
        _publisher.Clock.Advance(ClientJwksCache.Pause);
        Assert.Single((await FindAsync("k1")).Keys);
    }

    [Fact]
    public async Task A_hundred_made_up_key_IDs_at_once_cause_the_first_fetch_and_no_second_one()
    {
        var gate = new TaskCompletionSource();
        _publisher.Gate = gate.Task;
        var requests = Enumerable.Range(0, 100).Select(number => Task.Run(async () =>
        {
            // Half of them come while the visit is under way, the others when it has just ended.
            await (number % 2 == 0 ? Task.CompletedTask : gate.Task);
            return await FindAsync($"made-up-{number}");
        })).ToList();
        gate.SetResult();

        Assert.All(await Task.WhenAll(requests), answer => Assert.Empty(answer.Keys));
        Assert.Equal(1, _publisher.Visits);
    }

    [Fact]
    public async Task Keys_that_verify_nothing_are_fetched_again_once_a_minute()
    {
        var tried = await FindAsync(null);
        Assert.Equal(tried, await FindNewerAsync(tried));
        Assert.Equal(1, _publisher.Visits);

        _publisher.Clock.Advance(ClientJwksCache.Pause);
        _publisher.Answer = PublishedKeys.Set(null, "k2");
        var newer = await FindNewerAsync(tried);
        Assert.Equal("k2", Assert.Single(newer.Keys).KeyId);
        Assert.Equal(newer, await FindNewerAsync(tried));
        Assert.Equal(newer, await FindNewerAsync(newer));
        await FindAsync("made up");
        Assert.Equal(2, _publisher.Visits);
    }

    [Fact]
    public async Task A_person_may_refresh_in_a_pause_and_that_is_one_fetch_with_whoever_waits()
    {
        _publisher.Answer = PublishedKeys.Down;
        await FindAsync("k1");
        var gate = new TaskCompletionSource();
        (_publisher.Gate, _publisher.Answer) = (gate.Task, PublishedKeys.Set(null, "k1"));

        var refresh = _cache.RefreshAsync(Publisher.Uri, TestContext.Current.CancellationToken);
        var request = FindAsync("k1");
        gate.SetResult();

        Assert.IsType<JwksFetchOutcome.Fetched>(await refresh);
        Assert.Single((await request).Keys);
        Assert.Equal(2, _publisher.Visits);
    }

    [Fact]
    public async Task A_look_shows_the_last_good_fetch_the_next_one_and_the_latest_failure_and_fetches_nothing()
    {
        Assert.Null(_cache.Peek(Publisher.Uri));
        var start = _publisher.Clock.GetUtcNow();
        await FindAsync("k1");
        var good = _cache.Peek(Publisher.Uri)!;
        Assert.Equal((start, start + ClientJwksCache.DefaultAge, null), (good.LastGoodFetch!.Value, good.NextRefresh, good.LastFailure));

        _publisher.Answer = PublishedKeys.Down;
        _publisher.Clock.Advance(TimeSpan.FromMinutes(6));
        await FindAsync("k1");
        var down = _cache.Peek(Publisher.Uri)!;

        Assert.Equal((start, start + TimeSpan.FromMinutes(7)), (down.LastGoodFetch!.Value, down.NextRefresh));
        Assert.Equal((new JwksFailure.ConnectionRefused(), start + TimeSpan.FromMinutes(6)), (down.LastFailure, down.FailedAt!.Value));
        Assert.Single(down.Keys!.Keys);
        _publisher.Clock.Advance(ClientJwksCache.KeptWhenDown);
        Assert.Null(_cache.Peek(Publisher.Uri)!.Keys);
        Assert.Equal(2, _publisher.Visits);
    }

    private Task<JwksAnswer> FindNewerAsync(JwksAnswer tried) =>
        _cache.FindNewerKeysAsync(Publisher.Uri, tried, TestContext.Current.CancellationToken).AsTask();

    private Task<JwksAnswer> FindAsync(string? keyId) => _cache.FindKeysAsync(Publisher.Uri, keyId, TestContext.Current.CancellationToken).AsTask();
}
