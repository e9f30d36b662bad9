namespace AdminPortal.Domain.Administrators.Rules.Sessions;

/// <summary>
/// Counts failed sign-ins per name and address, and per address whatever the names; and those of known browsers apart, each browser for
/// itself and all of an address together, so that a stranger's failures are none of theirs.
/// </summary>
public sealed class SignInFailures(TimeProvider clock)
{
    public const int Limit = 5;

    /// <summary>Of all names together, so that a new name for each guess gains nothing; and of all known browsers, for the same reason.</summary>
    public const int LimitOfAddress = 50;

    /// <summary>Of a browser that somebody signed in with: its own failures, and past this it waits for them alone.</summary>
    public const int LimitOfKnownBrowser = 10;

    public static readonly TimeSpan Window = TimeSpan.FromMinutes(5);

    private const string All = "";

    private readonly FailureThrottle _throttle = new(Limit, Window, clock);
    private readonly FailureThrottle _addresses = new(LimitOfAddress, Window, clock);
    private readonly FailureThrottle _browsers = new(LimitOfKnownBrowser, Window, clock);
    private readonly FailureThrottle _addressesOfKnown = new(LimitOfAddress, Window, clock);

    internal ThrottleState Check(string key, string? source)
    {
        var state = _throttle.Check(key, source);
        return state.IsThrottled || source is null ? state : _addresses.Check(All, source);
    }

    internal void Record(string key, string? source)
    {
        _throttle.RecordFailure(key, source);
        if (source is not null)
        {
            _addresses.RecordFailure(All, source);
        }
    }

    // With the address: whoever copied the cookie and fails elsewhere must not lock out the browser it was copied from.
    internal ThrottleState CheckKnown(string browser, string? source)
    {
        var state = _browsers.Check(browser, source);
        return state.IsThrottled ? state : _addressesOfKnown.Check(All, source);
    }

    internal void RecordKnown(string browser, string? source)
    {
        _browsers.RecordFailure(browser, source);
        _addressesOfKnown.RecordFailure(All, source);
    }
}
