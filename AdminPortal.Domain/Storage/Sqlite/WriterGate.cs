namespace AdminPortal.Domain.Storage.Sqlite;

/// <summary>
/// The queue of this process's writers: they wait here in order instead of colliding in the store, with a time limit, because the holder of
/// the gate may be stuck in a disk that does not answer.
/// </summary>
public sealed class WriterGate : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <summary>How long a writer waits for its turn.</summary>
    internal TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(10);

    /// <exception cref="StoreBusyException">The turn did not come in time.</exception>
    public async Task<IDisposable> EnterAsync(CancellationToken cancellation) =>
        await _turn.WaitAsync(Patience, cancellation) ? new Turn(_turn) : throw new StoreBusyException(Patience);

    /// <summary>For callers that cannot wait asynchronously: the journal's own thread, and Data Protection, which writes its key ring that way.</summary>
    /// <exception cref="StoreBusyException">The turn did not come in time.</exception>
    public IDisposable Enter() => _turn.Wait(Patience) ? new Turn(_turn) : throw new StoreBusyException(Patience);

    public void Dispose() => _turn.Dispose();

    private sealed class Turn(SemaphoreSlim turn) : IDisposable
    {
        private SemaphoreSlim? _turn = turn;

        public void Dispose() => Interlocked.Exchange(ref _turn, null)?.Release();
    }
}
