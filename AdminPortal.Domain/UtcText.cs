using System.Globalization;

namespace AdminPortal.Domain;

/// <summary>An instant as records and reasons tell it: in UTC, to the second, the same in every culture.</summary>
internal static class UtcText
{
    public static string Of(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
