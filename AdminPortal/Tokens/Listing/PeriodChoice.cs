using System.Globalization;
using AdminPortal.Domain.AccessTokens.Rules;

namespace AdminPortal.Tokens.Listing;

/// <summary>A period that a filter offers: its word in an address, its words on the page.</summary>
public sealed record PeriodChoice(string Word, string Title, Period Period)
{
    private const string Separator = "..";
    private const string Form = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    public static IReadOnlyList<PeriodChoice> Issued { get; } =
    [
        new("1h", "Last hour", new Period.Past(TimeSpan.FromHours(1))),
        new("24h", "Last 24 hours", new Period.Past(TimeSpan.FromHours(24))),
        new("7d", "Last 7 days", new Period.Past(TimeSpan.FromDays(7))),
        new("30d", "Last 30 days", new Period.Past(TimeSpan.FromDays(30))),
        new("any", "Any time", Period.Any),
    ];

    public static IReadOnlyList<PeriodChoice> Expires { get; } =
    [
        new("any", "Any time", Period.Any),
        new("next-1h", "Next hour", new Period.Ahead(TimeSpan.FromHours(1))),
        new("next-24h", "Next 24 hours", new Period.Ahead(TimeSpan.FromHours(24))),
        new("past-24h", "Last 24 hours", new Period.Past(TimeSpan.FromHours(24))),
    ];

    /// <summary>One of the choices, or two instants such as <c>2027-01-15T09:00:00Z..2027-01-15T10:00:00Z</c>, either of which may be left out.</summary>
    public static Period? Read(string word, IReadOnlyList<PeriodChoice> choices)
    {
        if (choices.FirstOrDefault(choice => choice.Word.Equals(word, StringComparison.OrdinalIgnoreCase)) is { } chosen)
        {
            return chosen.Period;
        }

        var ends = word.Split(Separator);
        return ends.Length == 2 && TryRead(ends[0], out var from) && TryRead(ends[1], out var until) && (from ?? until) is not null && !(from >= until)
            ? new Period.Between(from, until)
            : null;
    }

    public static string Write(Period period, IReadOnlyList<PeriodChoice> choices) =>
        period is Period.Between between
            ? $"{Text(between.From)}{Separator}{Text(between.Until)}"
            : choices.First(choice => choice.Period == period).Word;

    private static bool TryRead(string text, out DateTimeOffset? time)
    {
        var isTime = DateTimeOffset.TryParseExact(text, Form, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var read);
        time = isTime ? read : null;
        return isTime || text.Length == 0;
    }

    private static string? Text(DateTimeOffset? time) => time?.UtcDateTime.ToString(Form, CultureInfo.InvariantCulture);
}
