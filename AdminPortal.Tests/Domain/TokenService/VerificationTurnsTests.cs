using AdminPortal.Domain.TokenService.Authentication;
using AdminPortal.Domain.TokenService.Rules;
using AdminPortal.Domain.TokenService.Rules.Authentication;
using Microsoft.Extensions.Time.Testing;

namespace AdminPortal.Tests.Domain.TokenService;

public sealed class VerificationTurnsTests : IDisposable
{
    private const string Guessed = "a1b2c3d4e5f6g";
    private const string Source = "192.0.2.9";

    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    private readonly FakeTimeProvider _clock = new();
    private readonly AuthenticationThrottle _throttle;
    private readonly VerificationTurns _turns;

    public VerificationTurnsTests()
    {
        _throttle = new AuthenticationThrottle(new TokenServiceOptions { Issuer = "https://id.example", FailuresPerMinute = 3 }, _clock);
        _turns = new VerificationTurns(_throttle);
    }

    public void Dispose() => _turns.Dispose();

    [Fact]
    public async Task Few_signatures_are_checked_at_once_for_whoever_is_throttled_already()
    {
        Throttle();
        var held = new List<IDisposable?>();
        for (var number = 0; number < VerificationTurns.AtOnce; number++)
        {
            held.Add(await TakeAsync(Guessed, Source));
        }

        var next = TakeAsync(Guessed, Source).AsTask();

        Assert.All(held, Assert.NotNull);
        Assert.False(next.IsCompleted);
        held[0]!.Dispose();
        Assert.NotNull(await next);
    }

    [Fact]
    public async Task Nobody_else_waits()
    {
        Throttle();
        for (var number = 0; number < VerificationTurns.AtOnce; number++)
        {
            await TakeAsync(Guessed, Source);
        }

        Assert.Null(await TakeAsync(Guessed, "192.0.2.10"));
        Assert.Null(await TakeAsync("z1b2c3d4e5f6g", Source));
        _clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Null(await TakeAsync(Guessed, Source));
    }

    private ValueTask<IDisposable?> TakeAsync(string clientId, string source) => _turns.TakeAsync(clientId, source, Cancellation);

    private void Throttle()
    {
        for (var failure = 0; failure < 3; failure++)
        {
            _throttle.Count(new TokenError(TokenErrorCode.InvalidClient, "wrong") { ClientId = Guessed }, Source);
        }
    }
}
