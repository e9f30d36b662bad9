using AdminPortal.Domain.TokenFailures.Rules;

namespace AdminPortal.OAuth;

/// <summary>Caller-supplied text as a log line may show it: by the rules for records, and with a word for an absent value.</summary>
internal static class LogText
{
    private const int MaxLength = 200;
    private const string Nothing = "(none)";

    public static string Of(string? text) => string.IsNullOrEmpty(text) ? Nothing : RecordText.Of(text, MaxLength);

    public static string OfClientId(string? text) => RecordText.OfClientId(text, TokenFailure.PresentedClientIdMaxLength) ?? Nothing;
}
