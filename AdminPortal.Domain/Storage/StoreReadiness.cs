using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Domain.Storage;

/// <summary>
/// Says whether the store can be written, by writing: a disk that is full or read-only, or a writer who does not let go, shows in nothing
/// less than a commit. One at a time, and after a good one none for a few seconds, however often anybody asks.
/// </summary>
public sealed class StoreReadiness(PortalStore store, TimeProvider clock)
{
    internal static readonly TimeSpan GoodFor = TimeSpan.FromSeconds(5);

    // Whoever asks, a load balancer, hardly waits longer.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private Task<bool>? _writing;
    private long? _writtenAt;

    /// <summary>Answers within a second or so, whatever the disk does.</summary>
    public async Task<bool> IsWritableAsync(CancellationToken cancellation)
    {
        Task<bool> writing;
        lock (_lock)
        {
            if (_writtenAt is { } at && clock.GetElapsedTime(at) < GoodFor)
            {
                return true;
            }

            // One that still hangs in the disk is waited for; another would hang there beside it.
            writing = _writing is { IsCompleted: false } ? _writing : _writing = Task.Run(TryWriteAsync, CancellationToken.None);
        }

        await Task.WhenAny(writing, Task.Delay(Limit, cancellation));
        return writing.IsCompleted && await writing;
    }

    private async Task<bool> TryWriteAsync()
    {
        try
        {
            await using (var change = await store.BeginChangeAsync(CancellationToken.None))
            {
                await change.Db.Set<StoreProbe>().ExecuteUpdateAsync(row => row.SetProperty(probe => probe.Writes, probe => probe.Writes + 1), CancellationToken.None);
                await change.CommitAsync(CancellationToken.None);
            }

            lock (_lock)
            {
                _writtenAt = clock.GetTimestamp();
            }

            return true;
        }
        catch (Exception fault) when (fault is DbException or IOException)
        {
            return false;
        }
    }
}
