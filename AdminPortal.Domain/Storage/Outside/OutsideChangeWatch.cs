using AdminPortal.Domain.Storage.Sqlite;
using AdminPortal.Domain.Storage.Sqlite.Outside;
using AdminPortal.Domain.Telemetry;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace AdminPortal.Domain.Storage.Outside;

// This room owns how a running portal hears of what another process changed. It protects whoever was just locked out from a copy that
// still knows them. It must never say what changed: whoever holds a copy asks anew.

/// <summary>
/// Looks four times a second whether another process has changed the store; then every copy of what lies there goes, and every open page
/// asks whether its session still counts. A look reads one page that is in memory, by a statement that is prepared once.
/// </summary>
public sealed class OutsideChangeWatch : RecurringWork
{
    private readonly StoreOptions _options;
    private readonly ChangeFeed _feed;
    private SqliteConnection? _connection;
    private PreparedStatement? _look;
    private long? _seen;

    /// <summary>It goes by the machine's own time: how often the disk is looked at has nothing to do with the time of day.</summary>
    public OutsideChangeWatch(StoreOptions options, ChangeFeed feed, PortalMetrics metrics, ILogger<OutsideChangeWatch> logger)
        : base("watch for changes from outside", metrics, TimeProvider.System, logger)
    {
        (_options, _feed) = (options, feed);
    }

    protected override TimeSpan Every => TimeSpan.FromMilliseconds(250);

    /// <summary>Before the first request: what changes from then on is seen.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await TryRoundAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        Close();
    }

    public override void Dispose()
    {
        Close();
        base.Dispose();
    }

    internal void Look()
    {
        var count = Read();
        if (count != _seen)
        {
            _seen = count;
            _feed.EverythingChanged();
        }
    }

    protected override Task RunRoundAsync(CancellationToken cancellation)
    {
        Look();
        return Task.CompletedTask;
    }

    // After a fault by another connection, for this one may never work again.
    private long Read()
    {
        try
        {
            _connection ??= OwnConnection.Open(_options.DatabaseFile);
            _look ??= new PreparedStatement(_connection, OutsideChangeMark.Read);
            return _look.Read(row => row.GetInt64(0)).Single();
        }
        catch
        {
            Close();
            throw;
        }
    }

    private void Close()
    {
        _look?.Dispose();
        _connection?.Dispose();
        (_look, _connection) = (null, null);
    }
}
