using AdminPortal.Domain.ApiClients.Rules;
using AdminPortal.Domain.SigningKeys.Rules;
using AdminPortal.Domain.Storage;
using AdminPortal.Domain.Telemetry;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace AdminPortal.Domain.Expiry;

/// <summary>Checks every minute how soon a credential of an active client expires, so that an alarm can be raised before it does.</summary>
public sealed class ExpiryWatch : RecurringWork
{
    private readonly PortalStore _store;
    private volatile IReadOnlyDictionary<string, DateTimeOffset> _ends = new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal);

    public ExpiryWatch(PortalStore store, PortalMetrics metrics, TimeProvider clock, ILogger<ExpiryWatch> logger)
        : base("expiry watch", metrics, clock, logger)
    {
        metrics.WatchExpiries(Days);
        _store = store;
    }

    protected override TimeSpan Every => TimeSpan.FromMinutes(1);

    protected override TimeSpan AfterStart => TimeSpan.Zero;

    /// <summary>Days from now, by kind of credential; never negative, because an expired one is no longer a warning.</summary>
    public IReadOnlyDictionary<string, double> Days() => _ends.ToDictionary(
        end => end.Key, end => Math.Max(0, (end.Value - Clock.GetUtcNow()).TotalDays), StringComparer.Ordinal);

    public async Task LookAsync(CancellationToken cancellation)
    {
        await using var db = await _store.ReadAsync(cancellation);
        var now = Clock.GetUtcNow();
        var active = db.ApiClients.Where(client => client.Status == ClientStatus.Active);
        var ends = new Dictionary<string, DateTimeOffset?>(StringComparer.Ordinal)
        {
            ["secret"] = await active
                .SelectMany(client => client.StoredSecrets)
                .Where(secret => secret.ExpiresAt > now)
                .MinAsync(secret => (DateTimeOffset?)secret.ExpiresAt, cancellation),
            ["certificate"] = await active
                .SelectMany(client => client.StoredPublicKeys)
                .Where(key => key.Certificate != null && key.Certificate.NotAfter > now)
                .MinAsync(key => (DateTimeOffset?)key.Certificate!.NotAfter, cancellation),
            ["signing_key"] = await db.SigningKeys
                .Where(key => key.SigningSince != null && key.RetiredAt == null && key.RevokedAt == null)
                .MinAsync(key => key.SigningSince, cancellation) + SigningKeyLifecycle.SigningPeriod,
        };
        _ends = ends.Where(end => end.Value is not null).ToDictionary(end => end.Key, end => end.Value!.Value, StringComparer.Ordinal);
    }

    protected override Task RunRoundAsync(CancellationToken cancellation) => LookAsync(cancellation);
}
