using System.Globalization;

namespace AdminPortal.Shell.Time;

// This room owns how times are shown and typed, in the reader's own zone. It protects the instant, which is the same for everyone. It must
// never guess a zone: an unknown one reads as UTC.

/// <summary>The reader's time zone; UTC until the browser has reported it.</summary>
public sealed class ReaderTimeZone
{
    private const string FieldForm = "yyyy-MM-dd'T'HH:mm";
    private const int FirstYear = 1971;
    private const int LastYear = 8999;

    private readonly TimeZoneInfo zone;
    private readonly IReadOnlyList<ZoneName> names;

    private ReaderTimeZone(TimeZoneInfo zone, IReadOnlyList<ZoneName> names)
    {
        this.zone = zone;
        this.names = names;
    }

    public static ReaderTimeZone Utc { get; } = new(TimeZoneInfo.Utc, [new ZoneName(0, "UTC")]);

    /// <summary>A zone this machine does not know reads as UTC: an honest time beats a guessed one.</summary>
    public static ReaderTimeZone From(BrowserZone? browser) =>
        browser is not null && TimeZoneInfo.TryFindSystemTimeZoneById(browser.Zone, out var zone) ? new(zone, browser.Names) : Utc;

    /// <summary>"3 Mar 2027, 14:05 CET".</summary>
    public string Exact(DateTimeOffset instant)
    {
        var local = TimeZoneInfo.ConvertTime(instant, zone);
        return string.Create(CultureInfo.InvariantCulture, $"{local:d MMM yyyy, HH:mm} {NameAt(local.Offset)}");
    }

    /// <summary>"3 Mar 2027".</summary>
    public string Date(DateTimeOffset instant) =>
        TimeZoneInfo.ConvertTime(instant, zone).ToString("d MMM yyyy", CultureInfo.InvariantCulture);

    /// <summary>In the format of a date-and-time field: "2027-03-03T14:05".</summary>
    public string Field(DateTimeOffset instant) =>
        TimeZoneInfo.ConvertTime(instant, zone).ToString(FieldForm, CultureInfo.InvariantCulture);

    /// <summary>Parses such a field; null when that is not a plausible time.</summary>
    public DateTimeOffset? Read(string? text) =>
        DateTime.TryParseExact(text, [FieldForm, $"{FieldForm}':'ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)
        && local.Year is >= FirstYear and <= LastYear
            ? new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime()
            : null;

    private string NameAt(TimeSpan offset)
    {
        var known = names.FirstOrDefault(name => name.Minutes == (int)offset.TotalMinutes);
        var sign = offset < TimeSpan.Zero ? '-' : '+';
        return known?.Name ?? string.Create(CultureInfo.InvariantCulture, $"UTC{sign}{offset:hh\\:mm}");
    }
}
