using AdminPortal.Domain;
using AdminPortal.Domain.AccessTokens.Pruning;
using AdminPortal.Domain.SigningKeys.Rotation;
using AdminPortal.Domain.Storage;
using AdminPortal.Domain.Timekeeping;
using AdminPortal.Domain.Timekeeping.Rules;
using AdminPortal.Domain.TokenFailures;
using AdminPortal.Domain.TokenService.Rules.Assertions;
using AdminPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Tests.Domain.Timekeeping;

/// <summary>A store with tokens and a used assertion, started again while the clock is wrong.</summary>
public abstract class WrongClock : IAsyncLifetime
{
    protected const int Records = 30;

    protected static readonly TimeSpan Day = TimeSpan.FromDays(1);
    protected static readonly TimeSpan Year = TimeSpan.FromDays(365);

    private protected DomainHost Host { get; private set; } = null!;

    private protected ClientId Client { get; private set; } = null!;

    protected static CancellationToken Cancellation => DomainHost.Cancellation;

    public async ValueTask InitializeAsync()
    {
        Host = await DomainHost.StartAsync();
        Client = await Host.AddClientAsync("Billing sync");
        await Host.IssueManyAsync(Client, Records, TimeSpan.Zero, TimeSpan.FromMinutes(1));
        await using var change = await Host.Get<PortalStore>().BeginChangeAsync(Cancellation);
        change.Db.UsedAssertions.Add(new UsedAssertion(Client, UsedAssertion.DigestOf("used"), Host.Clock.GetUtcNow() + TimeSpan.FromMinutes(21)));
        await change.CommitAsync(Cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private protected ClockRecord Look() => Host.Get<ProvenTime>().Look();

    private protected async Task WriteClockAsync() => await Host.Get<StoredClock>().WriteAsync(Cancellation);

    // What the program does when it starts, with a clock that is off by so much.
    private protected async Task StartAgainAsync(TimeSpan skew)
    {
        Host.Clock.Skew = skew;
        await Host.Get<StoredClock>().LoadAsync(Cancellation);
    }

    private protected async Task RunAsync(TimeSpan time, TimeSpan? lookEvery = null)
    {
        var every = lookEvery ?? TimeSpan.FromMinutes(10);
        for (var passed = TimeSpan.Zero; passed < time; passed += every)
        {
            Host.Clock.Advance(every);
            Look();
            await Host.Get<AdvanceSigningKeys>().ExecuteAsync(Cancellation);
        }
    }

    private protected async Task FailAsync() => await Host.FailAsync(Client.Value);

    private protected async Task DeleteWhatIsDueAsync()
    {
        await Host.Get<PruneTokens>().RunAsync(Cancellation);
        await Host.Get<FailureJournal>().FlushAsync(Cancellation);
    }

    private protected async Task<(int Tokens, int Assertions, int Failures)> KeptAsync()
    {
        await using var db = await Host.ReadAsync();
        return (
            await db.IssuedTokens.CountAsync(Cancellation),
            await db.UsedAssertions.CountAsync(Cancellation),
            await db.TokenFailures.CountAsync(Cancellation));
    }

    private protected async Task<IReadOnlyList<string>> KeysAsync()
    {
        await using var db = await Host.ReadAsync();
        var keys = await db.SigningKeys.OrderByDescending(key => key.SigningSince != null).ThenBy(key => key.KeyId).ToListAsync(Cancellation);
        return [.. keys.Select(key => key.KeyId)];
    }
}
