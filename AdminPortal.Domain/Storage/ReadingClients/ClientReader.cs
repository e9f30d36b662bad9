using System.Collections.Concurrent;
using System.Data.Common;
using AdminPortal.Domain.ApiClients;

namespace AdminPortal.Domain.Storage.ReadingClients;

/// <summary>
/// Reads single clients for the token service by statements that are prepared once: a tenth of what a query of EF Core takes, and where
/// many clients ask for the first time that is most of what their tokens cost. A few connections serve all, so that one slow read of the
/// disk does not hold up the others.
/// </summary>
public sealed class ClientReader(StoreOptions options) : IDisposable
{
    internal const int MostConnections = 4;

    private readonly SemaphoreSlim _turns = new(MostConnections);
    private readonly ConcurrentBag<ClientReadCommands> _free = [];
    private volatile bool _isDisposed;
    private int _readCount;

    /// <summary>How often the store was asked.</summary>
    internal int ReadCount => Volatile.Read(ref _readCount);

    internal int FreeCount => _free.Count;

    /// <summary>The client, whole and of one moment; null when there is none, or no longer.</summary>
    /// <exception cref="DbException">The store does not answer. The connection is given up for a fresh one.</exception>
    internal async Task<StoredClient?> ReadAsync(ClientId clientId)
    {
        await _turns.WaitAsync();
        try
        {
            Interlocked.Increment(ref _readCount);
            var commands = _free.TryTake(out var free) ? free : ClientReadCommands.Open(options.DatabaseFile);
            return ReadAndKeep(commands, clientId);
        }
        finally
        {
            _turns.Release();
        }
    }

    public void Dispose()
    {
        _isDisposed = true;
        while (_free.TryTake(out var commands))
        {
            commands.Dispose();
        }
    }

    private StoredClient? ReadAndKeep(ClientReadCommands commands, ClientId clientId)
    {
        var isGood = false;
        try
        {
            var client = commands.Read(clientId);
            isGood = true;
            return client;
        }
        finally
        {
            if (isGood)
            {
                _free.Add(commands);
            }
            else
            {
                commands.Dispose();
            }

            if (_isDisposed)
            {
                Dispose();
            }
        }
    }
}
