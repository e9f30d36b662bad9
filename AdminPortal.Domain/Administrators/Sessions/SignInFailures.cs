namespace AdminPortal.Domain.Administrators.Sessions;

/// <summary>Counts failed sign-ins per name and address, and lets only a few attempts hash at a time, so that others can work too.</summary>
public sealed class SignInFailures(TimeProvider clock) : IDisposable
{
    public const int Limit = 5;

    public static readonly TimeSpan Window = TimeSpan.FromMinutes(5);

    private readonly FailureThrottle _throttle = new(Limit, Window, clock);
    private readonly SemaphoreSlim _turns = new(Math.Max(1, Environment.ProcessorCount / 2));

    public void Dispose() => _turns.Dispose();

    internal async Task<IDisposable> EnterAsync(CancellationToken cancellation)
    {
        await _turns.WaitAsync(cancellation);
        return new Turn(_turns);
    }

    internal ThrottleState Check(string key, string? source) => _throttle.Check(key, source);

    internal void Record(string key, string? source) => _throttle.RecordFailure(key, source);

    private sealed class Turn(SemaphoreSlim turns) : IDisposable
    {
        public void Dispose() => turns.Release();
    }
}
