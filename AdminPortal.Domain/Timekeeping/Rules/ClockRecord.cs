namespace AdminPortal.Domain.Timekeeping.Rules;

// This room owns the latest time that is certain. It protects what is deleted by age from a wrong clock: a clock that jumps must prove
// itself before anything is irrevocably deleted by it. It must never decide when a token becomes valid or expires: tokens, secrets and
// sessions follow the clock as it is, because all other machines do.

/// <summary>
/// The latest time that is certain, and the clock's reading at that time. A clock that has jumped, ahead or back, is trusted again once it
/// has run steadily for a while; after a jump of more than a day, only once it has run for a whole day or an administrator has accepted it.
/// A downtime of the program looks the same as a jump of the clock, so it is treated the same.
/// </summary>
public sealed class ClockRecord
{
    /// <summary>A longer jump than this is reported to the administrators, and waits for their confirmation.</summary>
    public static readonly TimeSpan LongJump = TimeSpan.FromDays(1);

    /// <summary>How far a clock may be off without having jumped: what the time service corrects in small steps.</summary>
    internal static readonly TimeSpan Slack = TimeSpan.FromSeconds(10);

    private ClockRecord(DateTimeOffset certain, DateTimeOffset told, TimeSpan provedFor, bool isAccepted)
    {
        (Certain, Told, ProvedFor, IsAccepted) = (certain, told, provedFor, isAccepted);
    }

    public int Id { get; private init; } = 1;

    /// <summary>The latest time that is certain.</summary>
    public DateTimeOffset Certain { get; private set; }

    /// <summary>The clock's reading when it was last checked.</summary>
    public DateTimeOffset Told { get; private set; }

    /// <summary>How long the program has run by this clock since its last long jump, across restarts.</summary>
    public TimeSpan ProvedFor { get; private set; }

    /// <summary>Whether an administrator has confirmed that the clock is right.</summary>
    public bool IsAccepted { get; private set; }

    /// <summary>How far the clock is ahead of the certain time; negative when it is behind.</summary>
    public TimeSpan Lead => Told - Certain;

    /// <summary>Whether the clock agrees with the certain time.</summary>
    public bool IsSettled => Lead.Duration() <= Slack;

    /// <summary>Whether the clock is so far off that an administrator should check it.</summary>
    public bool IsDoubtful => Lead.Duration() > LongJump && !IsAccepted;

    /// <summary>"365 days ahead of", or "2 days behind".</summary>
    public string LeadInWords
    {
        get
        {
            var days = (int)Lead.Duration().TotalDays;
            return $"{days} {(days == 1 ? "day" : "days")} {(Lead > TimeSpan.Zero ? "ahead of" : "behind")}";
        }
    }

    /// <summary>How long the clock has run without a jump of any size, in this process.</summary>
    internal TimeSpan SteadyFor { get; private set; }

    internal static ClockRecord Begin(DateTimeOffset certain, DateTimeOffset told) => new(certain, told, TimeSpan.Zero, isAccepted: false);

    /// <summary>
    /// The new record when the clock reads <paramref name="told"/> and this much time has really passed since the last reading.
    /// </summary>
    internal ClockRecord LookedAt(DateTimeOffset told, TimeSpan passed, ClockBounds bounds)
    {
        var step = (told - Told - passed).Duration();
        var next = new ClockRecord(
            Certain + passed, told, step <= LongJump ? ProvedFor + passed : TimeSpan.Zero, IsAccepted && step <= LongJump)
        {
            SteadyFor = step <= Slack ? SteadyFor + passed : TimeSpan.Zero,
        };
        return next.HasProvedItself(bounds) ? new ClockRecord(told, told, TimeSpan.Zero, isAccepted: false) { SteadyFor = next.SteadyFor } : next;
    }

    /// <summary>An administrator's confirmation covers this reading too if it is no long jump away from the accepted one.</summary>
    internal bool Accepts(DateTimeOffset told) => IsAccepted && (told - Told).Duration() <= LongJump;

    internal ClockRecord Accepted() => new(Certain, Told, ProvedFor, isAccepted: true) { SteadyFor = SteadyFor };

    /// <summary>For the row in the store, the only mutable instance.</summary>
    internal void Become(ClockRecord other) =>
        (Certain, Told, ProvedFor, IsAccepted) = (other.Certain, other.Told, other.ProvedFor, other.IsAccepted);

    private bool HasProvedItself(ClockBounds bounds) =>
        IsSettled || (SteadyFor >= bounds.SettlesIn && (Lead.Duration() <= LongJump || IsAccepted || ProvedFor >= bounds.ProvesItselfIn));
}
