using System.Globalization;

namespace AdminPortal.Shell.Time;

/// <summary>"4 minutes ago", "in 3 days": for less than seven days either way, and only beside the exact instant.</summary>
public static class RelativeTime
{
    public static readonly TimeSpan Reach = TimeSpan.FromDays(7);

    public static string? Describe(DateTimeOffset instant, DateTimeOffset now)
    {
        var distance = (instant - now).Duration();
        if (distance >= Reach)
        {
            return null;
        }

        if (distance < TimeSpan.FromMinutes(1))
        {
            return instant <= now ? "just now" : "in less than a minute";
        }

        var words = Words(distance);
        return instant <= now ? $"{words} ago" : $"in {words}";
    }

    private static string Words(TimeSpan distance) => distance switch
    {
        { TotalHours: < 1 } => Count((int)distance.TotalMinutes, "minute"),
        { TotalDays: < 1 } => Count((int)distance.TotalHours, "hour"),
        _ => Count((int)distance.TotalDays, "day"),
    };

    private static string Count(int number, string unit) =>
        string.Create(CultureInfo.InvariantCulture, $"{number} {unit}{(number == 1 ? "" : "s")}");
}
