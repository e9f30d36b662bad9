using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Domain.Storage;

/// <summary>
/// Determines whether the store is writable, by writing: a full or read-only disk, or a stuck writer, shows only in a commit. One probe at
/// a time, and none for a few seconds after a success, however often the question is asked.
/// </summary>
public sealed class StoreReadiness(PortalStore store, TimeProvider clock)
{
    internal static readonly TimeSpan GoodFor = TimeSpan.FromSeconds(5);

    // A load balancer hardly waits longer.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private Task<bool>? _writing;
    private long? _writtenAt;

    /// <summary>Answers within about a second, whatever the disk does.</summary>
    public async Task<bool> IsWritableAsync(CancellationToken cancellation)
    {
        Task<bool> writing;
        lock (_lock)
        {
            if (_writtenAt is { } at && clock.GetElapsedTime(at) < GoodFor)
            {
                return true;
            }

            // A write that still hangs is awaited; another would only hang beside it.
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
                await change.Db.Set<StoreProbe>()
                    .ExecuteUpdateAsync(row => row.SetProperty(probe => probe.Writes, probe => probe.Writes + 1), CancellationToken.None);
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
