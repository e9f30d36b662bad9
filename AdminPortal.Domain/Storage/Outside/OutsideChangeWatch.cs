using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AdminPortal.Domain.Storage.Outside;

/// <summary>
/// Looks four times a second whether another process has changed the store; then every copy of what lies there goes, and every open page
/// asks whether its session still counts. A look reads one page that is in memory, by a statement that is prepared once.
/// </summary>
public sealed partial class OutsideChangeWatch(StoreOptions options, ChangeFeed feed, ILogger<OutsideChangeWatch> logger) : BackgroundService
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(250);

    private SqliteConnection? _connection;
    private PreparedStatement? _look;
    private long? _seen;

    public override void Dispose()
    {
        Close();
        base.Dispose();
    }

    // Before the first request there are no copies, so what is found now is no change.
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        _seen = TryRead();
        return base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // By the machine's own time: how often the disk is looked at has nothing to do with the time of day.
        using var timer = new PeriodicTimer(LookEvery, TimeProvider.System);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                Look();
            }
        }
        catch (OperationCanceledException)
        {
            // The end.
        }

        Close();
    }

    internal void Look()
    {
        if (TryRead() is { } count && count != _seen)
        {
            _seen = count;
            feed.EverythingChanged();
        }
    }

    private long? TryRead()
    {
        try
        {
            _connection ??= OwnConnection.Open(options.DatabaseFile);
            _look ??= new PreparedStatement(_connection, OutsideChangeMark.Read);
            return _look.Read(row => row.GetInt64(0)).Single();
        }
        catch (Exception fault) when (fault is SqliteException or InvalidOperationException)
        {
            LookFailed(logger, fault.GetType().Name);
            Close();
            return null;
        }
    }

    private void Close()
    {
        _look?.Dispose();
        _connection?.Dispose();
        (_look, _connection) = (null, null);
    }

    [LoggerMessage(42, LogLevel.Debug, "Whether another process has changed the store could not be seen ({Fault}); the next look tells")]
    private static partial void LookFailed(ILogger logger, string fault);
}
