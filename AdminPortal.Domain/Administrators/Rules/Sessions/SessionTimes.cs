using System.Globalization;
using AdminPortal.Domain.Permissions.Rules;

namespace AdminPortal.Domain.Administrators.Rules.Sessions;

/// <summary>
/// The three instants of a session, to the millisecond: its absolute end, the person's last activity, and their last proof of the password.
/// </summary>
public sealed record SessionTimes(DateTimeOffset EndsAt, DateTimeOffset SeenAt, DateTimeOffset ProvedAt)
{
    private const char Separator = ' ';

    // A mark is a write, and people at work click often.
    private static readonly TimeSpan MarkedAtMostEvery = TimeSpan.FromMinutes(1);

    private static readonly long Latest = (DateTimeOffset.MaxValue - AdministratorSession.IdleLimit).ToUnixTimeMilliseconds();

    /// <summary>When it ends without further activity, unless the absolute end comes first.</summary>
    public DateTimeOffset IdleEndsAt => SeenAt + AdministratorSession.IdleLimit;

    public static SessionTimes Begin(DateTimeOffset now) => new(now + AdministratorSession.Lifetime, now, now);

    public bool Last(DateTimeOffset now) => now < EndsAt && now < IdleEndsAt && SeenAt - now <= FreshProof.ClockSkew;

    /// <summary>Whether recording activity now is worth a write.</summary>
    public bool AreDue(DateTimeOffset now) => (now - SeenAt).Duration() >= MarkedAtMostEvery;

    public SessionTimes Seen(DateTimeOffset now) => AreDue(now) ? this with { SeenAt = now } : this;

    /// <summary>Typing a password is activity, too.</summary>
    public SessionTimes Proved(DateTimeOffset now) => this with { SeenAt = now, ProvedAt = now };

    /// <summary>"1800028800000 1800000000000 1800000000000": end, seen, proved, in milliseconds since 1970.</summary>
    public string Write() => string.Create(
        CultureInfo.InvariantCulture,
        $"{EndsAt.ToUnixTimeMilliseconds()}{Separator}{SeenAt.ToUnixTimeMilliseconds()}{Separator}{ProvedAt.ToUnixTimeMilliseconds()}");

    /// <summary>
    /// Null for anything that <see cref="Write"/> would not have written: a session whose record cannot be read is over (fail-closed).
    /// </summary>
    public static SessionTimes? Read(string? text) =>
        text?.Split(Separator) is [var ends, var seen, var proved]
        && Instant(ends) is { } endsAt && Instant(seen) is { } seenAt && Instant(proved) is { } provedAt
        && new SessionTimes(endsAt, seenAt, provedAt) is var read && read.Write() == text
            ? read
            : null;

    private static DateTimeOffset? Instant(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds) && milliseconds <= Latest
            ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds)
            : null;
}
