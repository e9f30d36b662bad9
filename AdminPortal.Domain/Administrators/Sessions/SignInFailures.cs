namespace AdminPortal.Domain.Administrators.Sessions;

/// <summary>
/// Counts failed sign-ins per name and address, and per address whatever the names; and those of a known browser apart, so that nobody
/// else's failures are its own. Lets only a few attempts hash at a time, so that others can work too.
/// </summary>
public sealed class SignInFailures(TimeProvider clock) : IDisposable
{
    public const int Limit = 5;

    /// <summary>Of all names together, so that a new name for each guess gains nothing.</summary>
    public const int LimitOfAddress = 50;

    /// <summary>Of a browser that somebody signed in with: its own failures, and past this it waits for them alone.</summary>
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

    // With the address: whoever copied the cookie and fails elsewhere must not lock out the browser it was copied from.
    internal ThrottleState CheckKnown(string browser, string? source) => _browsers.Check(browser, source);

    internal void RecordKnown(string browser, string? source) => _browsers.RecordFailure(browser, source);

    private sealed class Turn(SemaphoreSlim turns) : IDisposable
    {
        public void Dispose() => turns.Release();
    }
}
