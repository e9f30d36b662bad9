namespace AdminPortal.Domain.Timekeeping.Rules;

/// <summary>
/// The time by which something may be irrevocably deleted or a signing key may retire: the clock's, but never later than the time that was
/// certain before plus the time that has really passed since. A clock that jumps ahead must neither delete a record nor enable replay of a
/// used assertion.
/// </summary>
public sealed class ProvenTime
{
    private readonly TimeProvider _clock;
    private readonly ClockBounds _bounds;
    private readonly Lock _lock = new();
    private ClockRecord _record;
    private long _lookedAt;

    public ProvenTime(TimeProvider clock, ClockBounds bounds)
    {
        (_clock, _bounds, _lookedAt) = (clock, bounds, clock.GetTimestamp());
        _record = ClockRecord.Begin(clock.GetUtcNow(), clock.GetUtcNow());
    }

    public DateTimeOffset Now => Both() is var (told, certain) && told < certain ? told : certain;

    /// <summary>
    /// The later of the two: for the recorded start of a period that must not turn out too short when the clock is trusted again.
    /// </summary>
    public DateTimeOffset Latest => Both() is var (told, certain) && told > certain ? told : certain;

    /// <summary>The state of the clock at this moment.</summary>
    public ClockRecord Look()
    {
        lock (_lock)
        {
            var timestamp = _clock.GetTimestamp();
            _record = _record.LookedAt(_clock.GetUtcNow(), _clock.GetElapsedTime(_lookedAt, timestamp), _bounds);
            _lookedAt = timestamp;
            return _record;
        }
    }

    /// <summary>Continues from the stored record: the time since then is known from the clock alone.</summary>
    internal void GoOnFrom(ClockRecord stored)
    {
        lock (_lock)
        {
            (_record, _lookedAt) = (stored, _clock.GetTimestamp());
            Look();
        }
    }

    /// <summary>An administrator confirms that the clock is right.</summary>
    internal ClockRecord Accept()
    {
        lock (_lock)
        {
            return _record = Look().Accepted();
        }
    }

    private (DateTimeOffset Told, DateTimeOffset Certain) Both()
    {
        lock (_lock)
        {
            return (_clock.GetUtcNow(), _record.Certain + _clock.GetElapsedTime(_lookedAt));
        }
    }
}
