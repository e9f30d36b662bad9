using AdminPortal.Domain.AccessTokens.Pruning;
using AdminPortal.Tests.Support;
using Microsoft.IdentityModel.JsonWebTokens;

namespace AdminPortal.Tests.OAuth;

/// <summary>A clock that jumps while the portal works, ahead and back, by minutes and by a year.</summary>
public sealed class ClockJumpTests : IAsyncLifetime
{
    private const int Posts = 50;

    private readonly SkewedClock _clock = new(DateTimeOffset.FromUnixTimeSeconds(DateTimeOffset.UtcNow.ToUnixTimeSeconds()));
    private readonly OAuthHost _host;

    public ClockJumpTests() => _host = new OAuthHost { Clock = _clock };

    public ValueTask InitializeAsync() => _host.InitializeAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Theory]
    [InlineData(12)]
    [InlineData(23 * 60)]
    [InlineData(365 * 24 * 60)]
    [InlineData(-5)]
    [InlineData(-365 * 24 * 60)]
    public async Task Of_an_assertion_that_is_posted_before_a_jump_and_fifty_times_after_it_one_post_succeeds(int minutes)
    {
        var client = await _host.AddKeyedClientAsync();
        var form = _host.Assertion(client).Form();
        (await _host.PostAsync(form)).IsGranted(OAuthHost.ReaderScope);

        _clock.Skew = TimeSpan.FromMinutes(minutes);
        for (var i = 0; i < 8; i++)
        {
            (await _host.PostAsync(_host.Assertion(client).Form())).IsGranted(OAuthHost.ReaderScope);
        }

        await _host.Get<PruneTokens>().RunAsync(OAuthHost.Cancellation);
        _clock.Skew = TimeSpan.Zero;

        var answers = await Task.WhenAll(Enumerable.Range(0, Posts).Select(_ => Task.Run(() => _host.PostAsync(form))));
        Assert.All(answers, answer => answer.IsInvalidClient());
    }

    [Theory]
    [InlineData(-5)]
    [InlineData(-365 * 24 * 60)]
    [InlineData(23 * 60)]
    public async Task Tokens_begin_when_the_clock_says_live_for_their_lifetime_and_have_ids_of_their_own(int minutes)
    {
        var client = await _host.AddClientAsync();
        var before = new JsonWebToken((await _host.PostAsync(client.Form())).AccessToken);

        _clock.Skew = TimeSpan.FromMinutes(minutes);

        var tokens = new List<JsonWebToken>();
        for (var i = 0; i < 20; i++)
        {
            tokens.Add(new JsonWebToken((await _host.PostAsync(client.Form())).AccessToken));
        }

        Assert.All(tokens, token => Assert.Equal(
            (_clock.GetUtcNow().UtcDateTime, TimeSpan.FromHours(1)), (token.IssuedAt, token.ValidTo - token.IssuedAt)));
        Assert.Equal(21, tokens.Append(before).Select(token => token.Id).Distinct(StringComparer.Ordinal).Count());
    }
}
