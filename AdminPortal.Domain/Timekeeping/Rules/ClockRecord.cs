using AdminPortal.Domain.Administrators.Sessions;

namespace AdminPortal.Domain.Timekeeping.Rules;

// This room owns how far time has come for certain. It protects what is deleted by age against a clock that is wrong: a clock that jumps
// has to prove itself before anything is forgotten for good by it. It must never decide when a token begins or ends: tokens, secrets and
// sessions live by the clock as it is, for all other machines do.

/// <summary>
/// The latest time that is certain, and what the clock said then. A clock that has jumped, ahead or back, counts again once it has run
/// steadily for a while; after a jump of more than a day, only once it has run for a whole day or an administrator has accepted it. A
/// program that did not run meanwhile looks the same as a clock that jumped, so it is treated the same.
/// </summary>
public sealed class ClockRecord
{
    /// <summary>A longer jump than this is told to the administrators, and waits for their word.</summary>
    public static readonly TimeSpan LongJump = TimeSpan.FromDays(1);

    /// <summary>As far as a clock may be off without having jumped: what the time service corrects in small steps.</summary>
    internal static readonly TimeSpan Slack = TimeSpan.FromSeconds(10);

    private ClockRecord(DateTimeOffset certain, DateTimeOffset told, TimeSpan provedFor, bool isAccepted)
    {
        (Certain, Told, ProvedFor, IsAccepted) = (certain, told, provedFor, isAccepted);
    }

    public int Id { get; private init; } = 1;

    /// <summary>So far time has come for certain.</summary>
    public DateTimeOffset Certain { get; private set; }

    /// <summary>What the clock said when somebody last looked.</summary>
    public DateTimeOffset Told { get; private set; }

    /// <summary>How long the program has run by this clock since its last long jump; restarts do not end it.</summary>
    public TimeSpan ProvedFor { get; private set; }

    /// <summary>An administrator says that the clock is right.</summary>
    public bool IsAccepted { get; private set; }

    /// <summary>How far the clock is ahead of what is certain; below zero when it is behind.</summary>
    public TimeSpan Lead => Told - Certain;

    /// <summary>Nothing stands between the clock and what is certain.</summary>
    public bool IsSettled => Lead.Duration() <= Slack;

    /// <summary>The clock is so far off that an administrator should look at it.</summary>
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

    /// <summary>What follows when the clock says <paramref name="told"/> and so much time has really passed since the last look.</summary>
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

    /// <summary>An administrator's word covers this reading too: what was accepted is no long jump away.</summary>
    internal bool Accepts(DateTimeOffset told) => IsAccepted && (told - Told).Duration() <= LongJump;

    internal ClockRecord Accepted() => new(Certain, Told, ProvedFor, isAccepted: true) { SteadyFor = SteadyFor };

    /// <summary>For the row in the store, the only one that changes.</summary>
    internal void Become(ClockRecord other) =>
        (Certain, Told, ProvedFor, IsAccepted) = (other.Certain, other.Told, other.ProvedFor, other.IsAccepted);

    private bool HasProvedItself(ClockBounds bounds) =>
        IsSettled || (SteadyFor >= bounds.SettlesIn && (Lead.Duration() <= LongJump || IsAccepted || ProvedFor >= bounds.ProvesItselfIn));
}
