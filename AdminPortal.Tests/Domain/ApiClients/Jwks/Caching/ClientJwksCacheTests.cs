using AdminPortal.Domain.ApiClients.Jwks.Caching;
using AdminPortal.Domain.ApiClients.Rules.Jwks;
using AdminPortal.Tests.Domain.ApiClients.Jwks.Fetching;

namespace AdminPortal.Tests.Domain.ApiClients.Jwks.Caching;

public sealed class ClientJwksCacheTests
{
    private readonly Publisher _publisher = new();
    private readonly ClientJwksCache _cache;

    public ClientJwksCacheTests() => _cache = _publisher.NewCache();

    [Fact]
    public async Task A_hundred_simultaneous_requests_cause_one_fetch()
    {
        var gate = new TaskCompletionSource();
        _publisher.Gate = gate.Task;
        var requests = Enumerable.Range(0, 100).Select(_ => Task.Run(() => FindAsync("k1"))).ToList();

        gate.SetResult();
        var answers = await Task.WhenAll(requests);

        Assert.All(answers, answer => Assert.Equal("k1", Assert.Single(answer.Keys).KeyId));
        Assert.Equal(1, _publisher.Visits);
    }

    [Fact]
    public async Task Who_gives_up_does_not_end_the_fetch_for_the_others()
    {
        var gate = new TaskCompletionSource();
        _publisher.Gate = gate.Task;
        using var impatience = new CancellationTokenSource();
        var first = _cache.FindKeysAsync(Publisher.Uri, "k1", impatience.Token).AsTask();
        var second = FindAsync("k1");

        await impatience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        gate.SetResult();

        Assert.Single((await second).Keys);
        Assert.Equal(1, _publisher.Visits);
    }

    [Theory]
    [InlineData(null, 5 * 60)]
    [InlineData(0, 60)]
    [InlineData(59, 60)]
    [InlineData(600, 600)]
    [InlineData(3600, 3600)]
    [InlineData(31_536_000, 3600)]
    public async Task A_set_is_fresh_for_as_long_as_its_publisher_says_between_a_minute_and_an_hour(int? maxAge, int seconds)
    {
        _publisher.Answer = PublishedKeys.Set(maxAge is { } age ? TimeSpan.FromSeconds(age) : null, "k1");
        await FindAsync("k1");

        _publisher.Clock.Advance(TimeSpan.FromSeconds(seconds) - TimeSpan.FromTicks(1));
        await FindAsync("k1");
        Assert.Equal(1, _publisher.Visits);
        _publisher.Clock.Advance(TimeSpan.FromTicks(1));
        await FindAsync("k1");
        Assert.Equal(2, _publisher.Visits);
    }

    [Fact]
    public async Task Clients_that_name_the_same_URL_share_what_is_held()
    {
        await FindAsync("k1");
        await _cache.FindKeysAsync(JwksUri.FromStored(Publisher.Uri.Value), "k1", TestContext.Current.CancellationToken);

        Assert.Equal(1, _publisher.Visits);
    }

    [Fact]
    public async Task Without_a_key_ID_all_keys_are_given_and_with_one_those_that_bear_it()
    {
        _publisher.Answer = PublishedKeys.Set(null, "k1", "k2", "k2", null);

        Assert.Equal(4, (await FindAsync(null)).Keys.Count);
        Assert.Equal(2, (await FindAsync("k2")).Keys.Count);
        Assert.Equal(["k1", "k2", PublishedKeys.Key.Thumbprint], (await FindAsync("k1")).KnownKeyIds);
        Assert.Null(Assert.Single((await FindAsync(PublishedKeys.Key.Thumbprint)).Keys).KeyId);
        Assert.Equal(1, _publisher.Visits);
    }

    [Fact]
    public async Task A_new_key_works_on_first_use()
    {
        await FindAsync("k1");
        _publisher.Answer = PublishedKeys.Set(null, "k2");

        Assert.Equal("k2", Assert.Single((await FindAsync("k2")).Keys).KeyId);
        Assert.Empty((await FindAsync("k1")).Keys);
        Assert.Equal(2, _publisher.Visits);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(86_400)]
    public async Task A_key_that_is_taken_away_dies_within_the_longest_age(int? maxAge)
    {
        var age = maxAge is { } seconds ? TimeSpan.FromSeconds(seconds) : (TimeSpan?)null;
        _publisher.Answer = PublishedKeys.Set(age, "k1", "k2");
        await FindAsync("k1");

        _publisher.Answer = PublishedKeys.Set(age, "k2");
        _publisher.Clock.Advance(ClientJwksCache.MaxAge);

        Assert.Empty((await FindAsync("k1")).Keys);
        Assert.Empty((await FindAsync("k1")).Keys);
        Assert.Single((await FindAsync("k2")).Keys);
    }

    [Fact]
    public async Task A_set_without_keys_is_a_set_and_takes_all_keys_away()
    {
        await FindAsync("k1");
        _publisher.Answer = PublishedKeys.Set(null);
        _publisher.Clock.Advance(ClientJwksCache.DefaultAge);

        Assert.Empty((await FindAsync(null)).Keys);
    }

    [Fact]
    public async Task What_was_refreshed_is_fetched_again()
    {
        await FindAsync("k1");
        _publisher.Answer = PublishedKeys.Set(null, "k2");

        Assert.Same(_publisher.Answer, await _cache.RefreshAsync(Publisher.Uri, TestContext.Current.CancellationToken));
        Assert.Single((await FindAsync("k2")).Keys);
        Assert.Equal(2, _publisher.Visits);
    }

    [Fact]
    public async Task The_number_of_URLs_is_bounded_and_those_longest_unasked_go_first()
    {
        var cache = _publisher.NewCache(capacity: 20);
        JwksUri[] others = [.. Enumerable.Range(0, 60).Select(number => JwksUri.FromStored($"https://keys.example.com/{number}"))];
        foreach (var other in others)
        {
            _publisher.Clock.Advance(TimeSpan.FromMilliseconds(1));
            await cache.FindKeysAsync(other, "k1", TestContext.Current.CancellationToken);
            await cache.FindKeysAsync(Publisher.Uri, "k1", TestContext.Current.CancellationToken);
        }

        Assert.InRange(others.Append(Publisher.Uri).Count(uri => cache.Peek(uri) is not null), 1, 20);
        Assert.NotNull(cache.Peek(others[^1]));
        Assert.Null(cache.Peek(others[0]));
        Assert.Equal(61, _publisher.Visits);
    }

    private Task<JwksAnswer> FindAsync(string? keyId) => _cache.FindKeysAsync(Publisher.Uri, keyId, TestContext.Current.CancellationToken).AsTask();
}
