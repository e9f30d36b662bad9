namespace AdminPortal.Domain.Administrators.Sessions;

/// <summary>
/// Counts failed sign-ins per name and address, per address whatever the names, and per known browser; and lets only a few attempts hash at
/// a time, so that others can work too.
/// </summary>
public sealed class SignInFailures(TimeProvider clock) : IDisposable
{
    public const int Limit = 5;

    /// <summary>Of all names together, so that a new name for each guess gains nothing.</summary>
    public const int LimitOfAddress = 50;

    /// <summary>A browser that somebody signed in with is not locked out by others; past this it is a browser like any other.</summary>
    public const int LimitOfKnownBrowser = 10;

    public static readonly TimeSpan Window = TimeSpan.FromMinutes(5);

    private readonly FailureThrottle _throttle = new(Limit, Window, clock);
    private readonly FailureThrottle _addresses = new(LimitOfAddress, Window, clock);
    private readonly FailureThrottle _browsers = new(LimitOfKnownBrowser, Window, clock);
    private readonly SemaphoreSlim _turns = new(Math.Max(1, Environment.ProcessorCount / 2));

    public void Dispose() => _turns.Dispose();

    internal async Task<IDisposable> EnterAsync(CancellationToken cancellation)
    {
        await _turns.WaitAsync(cancellation);
        return new Turn(_turns);
    }

    internal ThrottleState Check(string key, string? source)
    {
        var state = _throttle.Check(key, source);
        return state.IsThrottled || source is null ? state : _addresses.Check("", source);
    }

    internal void Record(string key, string? source)
    {
        _throttle.RecordFailure(key, source);
        if (source is not null)
        {
            _addresses.RecordFailure("", source);
        }
    }

    internal bool IsSpent(string browser) => _browsers.Check(browser, source: null).IsThrottled;

    internal void RecordOfBrowser(string browser) => _browsers.RecordFailure(browser, source: null);

    private sealed class Turn(SemaphoreSlim turns) : IDisposable
    {
        public void Dispose() => turns.Release();
    }
}
