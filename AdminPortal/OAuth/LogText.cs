using AdminPortal.Domain.TokenFailures;

namespace AdminPortal.OAuth;

/// <summary>What a caller sent, as a log line may show it: as a record would, and with a word where there is nothing.</summary>
internal static class LogText
{
    private const int MaxLength = 200;

    public static string Of(string? text) => string.IsNullOrEmpty(text) ? "(none)" : RecordText.Of(text, MaxLength);
}
