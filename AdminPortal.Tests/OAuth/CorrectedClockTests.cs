using AdminPortal.Domain.AccessTokens.Pruning;
using AdminPortal.Tests.Support;

namespace AdminPortal.Tests.OAuth;

/// <summary>A clock that was ahead for a while and is put right again: nothing that had ended comes back.</summary>
public sealed class CorrectedClockTests : IAsyncLifetime
{
    private static readonly TimeSpan Ahead = TimeSpan.FromHours(2);

    private readonly SkewedClock _clock = new(DateTimeOffset.FromUnixTimeSeconds(DateTimeOffset.UtcNow.ToUnixTimeSeconds()));
    private readonly OAuthHost _host;

    public CorrectedClockTests() => _host = new OAuthHost { Clock = _clock };

    public ValueTask InitializeAsync() => _host.InitializeAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task A_client_that_was_disabled_while_the_clock_was_ahead_holds_no_live_token()
    {
        var (client, other) = (await _host.AddClientAsync(), await _host.AddClientAsync());
        var token = await _host.IssueAsync(client);
        await _host.LetIntrospectAsync(OAuthHost.Api, other);
        Assert.True(await _host.LivesAsync(other, token));

        _clock.Skew = Ahead;
        await _host.DisableAsync(client);
        _clock.Skew = TimeSpan.Zero;

        Assert.False(await _host.LivesAsync(other, token));
    }

    [Fact]
    public async Task An_assertion_that_was_used_stays_used_when_the_clock_runs_ahead_for_a_moment()
    {
        var client = await _host.AddKeyedClientAsync();
        var used = _host.Assertion(client).Form();
        (await _host.PostAsync(used)).IsGranted(OAuthHost.ReaderScope);

        _clock.Skew = Ahead;
        (await _host.PostAsync(_host.Assertion(client).Form())).IsGranted(OAuthHost.ReaderScope);
        await _host.Get<PruneTokens>().RunAsync(OAuthHost.Cancellation);
        _clock.Skew = TimeSpan.Zero;

        (await _host.PostAsync(used)).IsInvalidClient();
    }
}
