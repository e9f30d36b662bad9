using AdminPortal.Domain.TokenFailures.Rules;

namespace AdminPortal.OAuth;

/// <summary>What a caller sent, as a log line may show it: by the record's own rules, and with a word where there is nothing.</summary>
internal static class LogText
{
    private const int MaxLength = 200;
    private const string Nothing = "(none)";

    public static string Of(string? text) => string.IsNullOrEmpty(text) ? Nothing : RecordText.Of(text, MaxLength);

    public static string OfClientId(string? text) => RecordText.OfClientId(text, TokenFailure.PresentedClientIdMaxLength) ?? Nothing;
}
