using AdminPortal.Domain.ApiClients.Jwks.Caching;
using AdminPortal.Domain.ApiClients.Jwks.Fetching;
using AdminPortal.Domain.ApiClients.Rules.Jwks;
using AdminPortal.Tests.Domain.ApiClients.Jwks.Fetching;
using Microsoft.Extensions.Time.Testing;

namespace AdminPortal.Tests.Domain.ApiClients.Jwks.Caching;

/// <summary>A publisher without a network: it counts the visits and answers each with what the test has put there.</summary>
internal sealed class Publisher
{
    private int _visits;

    public static JwksUri Uri { get; } = JwksUri.FromStored("https://keys.example.com/jwks.json");

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2027, 1, 15, 9, 30, 0, TimeSpan.Zero));

    public int Visits => Volatile.Read(ref _visits);

    public JwksFetchOutcome Answer { get; set; } = PublishedKeys.Set(null, "k1");

    /// <summary>Each visit waits for it.</summary>
    public Task Gate { get; set; } = Task.CompletedTask;

    public ClientJwksCache NewCache(int capacity = 10_000) => new(VisitAsync, Clock) { Capacity = capacity };

    private async Task<JwksFetchOutcome> VisitAsync(JwksUri uri, CancellationToken cancellation)
    {
        Interlocked.Increment(ref _visits);
        await Gate.WaitAsync(cancellation);
        return Answer;
    }
}
