using AdminPortal.Domain.ApiClients.Secrets;

namespace AdminPortal.OAuth;

/// <summary>
/// What a caller sent, as a log line may show it: short, printable, on one line. A secret that slipped into the wrong field is
/// not shown: its prefix gives it away.
/// </summary>
internal static class LogText
{
    private const int MaxLength = 200;

    public static string Of(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return "(none)";
        }

        var secret = text.IndexOf(PlaintextSecret.Prefix, StringComparison.Ordinal);
        var end = secret >= 0 ? secret : text.Length;
        var shown = string.Concat(text[..Math.Min(end, MaxLength)].Select(c => c is >= ' ' and <= '~' ? c : '?'));
        return (secret >= 0, end > MaxLength) switch
        {
            (_, true) => shown + "...",
            (true, _) => shown + "(a secret)",
            _ => shown,
        };
    }
}
