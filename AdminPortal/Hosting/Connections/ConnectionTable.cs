using System.Net;
using Microsoft.AspNetCore.Connections;

namespace AdminPortal.Hosting.Connections;

/// <summary>
/// The connections of one listener, up to its share. When the share is used up, a new connection replaces another one or is refused: the
/// source with the most connections yields first, with the connection that has been open longest without a request in progress. So one
/// source that opens thousands only displaces its own (no starvation of others).
/// </summary>
internal sealed class ConnectionTable : IDisposable
{
    /// <summary>Kestrel waits as long for the first byte as between two requests; a silent client does not get that long.</summary>
    internal static readonly TimeSpan FirstRequestWithin = TimeSpan.FromSeconds(10);

    private const int MostLeaving = 16;

    private static readonly TimeSpan LookedAtEvery = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan PatienceWithAnEnd = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, List<OpenConnection>> _open = new(StringComparer.Ordinal);
    private readonly int _share;
    private readonly Func<IPAddress, bool> _isProxy;
    private readonly TimeProvider _clock;
    private readonly long _begun;
    private readonly ITimer _timer;
    private int _count;

    /// <param name="share">Maximum number at a time.</param>
    /// <param name="isProxy">Whether an address stands for many callers: its requests in progress are never cut in favour of another source.</param>
    /// <param name="clock">Measures how long a connection has been open.</param>
    public ConnectionTable(int share, Func<IPAddress, bool> isProxy, TimeProvider clock)
    {
        (_share, _isProxy, _clock, _begun) = (share, isProxy, clock, clock.GetTimestamp());
        _timer = clock.CreateTimer(_ => CutSilent(), null, LookedAtEvery, LookedAtEvery);
    }

    internal int Count
    {
        get
        {
            lock (_lock)
            {
                return _count;
            }
        }
    }

    /// <summary>The connection with its place in the table; null when it was refused.</summary>
    public async ValueTask<OpenConnection?> AdmitAsync(ConnectionContext accepted)
    {
        var newcomer = new OpenConnection(accepted, _clock.GetElapsedTime(_begun), Leave);
        if (Enter(newcomer) is not { } leaving)
        {
            return newcomer;
        }

        leaving.Abort(new ConnectionAbortedException("The listener's share of connections is used up."));
        if (leaving == newcomer)
        {
            await newcomer.DisposeAsync();
            return null;
        }

        // The next one is accepted once this handle is free. A connection that is slow to close delays the others only briefly.
        await leaving.Gone.WaitAsync(PatienceWithAnEnd, _clock).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        while (Count > _share + MostLeaving)
        {
            await Task.Delay(LookedAtEvery, _clock);
        }

        return newcomer;
    }

    /// <summary>Aborts everything still in progress.</summary>
    public void AbortAll() => Abort(_ => true, "The program is stopping.");

    public void Dispose() => _timer.Dispose();

    // Returns the connection that must leave for it.
    private OpenConnection? Enter(OpenConnection newcomer)
    {
        lock (_lock)
        {
            if (!_open.TryGetValue(newcomer.Source, out var held))
            {
                _open[newcomer.Source] = held = [];
            }

            held.Add(newcomer);
            _count++;
            return _count > _share ? WhoLeavesFor(newcomer, held.Count) : null;
        }
    }

    private void Leave(OpenConnection connection)
    {
        lock (_lock)
        {
            var held = _open[connection.Source];
            held.Remove(connection);
            _count--;
            if (held.Count == 0)
            {
                _open.Remove(connection.Source);
            }
        }
    }

    // No other source's idle connection yields to a source that holds more; a proxy holds many because it stands for many callers.
    private OpenConnection WhoLeavesFor(OpenConnection newcomer, int heldByItsSource)
    {
        var (mostIdle, idle) = (_isProxy(newcomer.Address) ? 0 : heldByItsSource, default(OpenConnection));
        var (mostBusy, busy) = (heldByItsSource + 1, default(OpenConnection));
        foreach (var held in _open.Values)
        {
            if (held.Count >= mostIdle && held.Find(one => one.IsIdle && !one.IsLeaving && one != newcomer) is { } candidate
                && (idle is null || held.Count > mostIdle || candidate.OpenedAt < idle.OpenedAt))
            {
                (mostIdle, idle) = (held.Count, candidate);
            }

            if (held.Count > mostBusy && !_isProxy(held[0].Address) && held.Find(one => !one.IsLeaving) is { } oldest)
            {
                (mostBusy, busy) = (held.Count, oldest);
            }
        }

        // The source with the most connections yields, even if all of them have requests in progress.
        return busy is not null && mostBusy > mostIdle ? busy : idle ?? newcomer;
    }

    private void CutSilent()
    {
        var now = _clock.GetElapsedTime(_begun);
        Abort(one => !one.HasBegun && now - one.OpenedAt >= FirstRequestWithin, "No request came.");
    }

    private void Abort(Func<OpenConnection, bool> isMeant, string reason)
    {
        List<OpenConnection> meant;
        lock (_lock)
        {
            meant = [.. _open.Values.SelectMany(held => held).Where(isMeant)];
        }

        meant.ForEach(one => one.Abort(new ConnectionAbortedException(reason)));
    }
}
