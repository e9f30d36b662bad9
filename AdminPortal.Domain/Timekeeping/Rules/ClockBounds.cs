using System.Globalization;

namespace AdminPortal.Domain.Timekeeping.Rules;

/// <summary>How long a clock that has jumped must run before anything is deleted by it.</summary>
/// <param name="SettlesIn">
/// After any jump, accepted or not. No client assertion lives longer, so one that was used before the jump cannot be replayed once its
/// record is deleted, however wrong the clock is.
/// </param>
public sealed record ClockBounds(TimeSpan SettlesIn)
{
    public static ClockBounds Default { get; } = new(TimeSpan.FromHours(1));

    /// <summary>"an hour", or "75 minutes".</summary>
    public string SettlesInWords =>
        SettlesIn == Default.SettlesIn ? "an hour" : string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(SettlesIn.TotalMinutes)} minutes");

    /// <summary>After a long jump that nobody accepts.</summary>
    public TimeSpan ProvesItselfIn => SettlesIn > ClockRecord.LongJump ? SettlesIn : ClockRecord.LongJump;

    /// <summary>How often the clock is read, and its record written.</summary>
    public TimeSpan LookedAtEvery { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>For assertions with this maximum lifetime, with a margin for clock skew.</summary>
    public static ClockBounds ForAssertionsOf(TimeSpan maxLifetime) =>
        new(TimeSpan.FromTicks(Math.Max(Default.SettlesIn.Ticks, (maxLifetime + TimeSpan.FromMinutes(30)).Ticks)));
}
