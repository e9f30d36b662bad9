namespace AdminPortal.Domain.Administrators.Rules.Sessions;

/// <summary>
/// Counts failed sign-ins per name and address, and per address across names; separately for known browsers, per browser and per address
/// across browsers, so that a stranger's failures never count against them.
/// </summary>
public sealed class SignInFailures(TimeProvider clock)
{
    public const int Limit = 5;

    /// <summary>
    /// Across all names, so that a new name for each guess gains nothing; and across all known browsers, for the same reason.
    /// </summary>
    public const int LimitOfAddress = 50;

    /// <summary>For a known browser: its own failures, beyond which it is locked out by those alone.</summary>
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

    // Includes the address: someone who copied the cookie and fails elsewhere must not lock out the original browser.
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
