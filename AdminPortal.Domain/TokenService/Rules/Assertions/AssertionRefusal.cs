namespace AdminPortal.Domain.TokenService.Rules.Assertions;

/// <summary>
/// Why an assertion is refused, as a sentence for the administrator. Values from the assertion are quoted short and printable; the
/// assertion and its signature never are.
/// </summary>
internal static class AssertionRefusal
{
    private const int MaxQuote = 64;
    private const int MaxReason = 500;
    private const int MaxListed = 5;

    public static TokenError Of(string reason) =>
        new(TokenErrorCode.InvalidClient, reason.Length > MaxReason ? reason[..MaxReason] + "..." : reason);

    public static string Quote(string? text) => text is null
        ? "none"
        : $"'{string.Concat(text.Take(MaxQuote).Select(c => c is >= ' ' and <= '~' ? c : '?'))}{(text.Length > MaxQuote ? "..." : "")}'";

    public static string List(IEnumerable<string> shown, int limit = MaxListed)
    {
        var all = shown.ToList();
        return string.Join(", ", all.Take(limit)) + (all.Count > limit ? $" and {all.Count - limit} more" : "");
    }
}
