namespace AdminPortal.Account.SignIn;

/// <summary>Where to go after signing in: always an address of this site (no open redirect), whatever the link said.</summary>
internal static class LocalReturnUrl
{
    private const string Start = "/";

    // Browsers treat "//evil.example" and "/\evil.example" as other sites, and drop a tab or newline in between.
    public static string From(string? asked) =>
        asked is ['/', ..] and not ['/', '/' or '\\', ..] && asked.All(IsPlain) && !LeadsBack(asked) ? asked : Start;

    // A Location header contains visible ASCII, or spaces (RFC 9110 section 10.2.2).
    private static bool IsPlain(char c) => c is >= ' ' and <= '~';

    private static bool LeadsBack(string asked) =>
        asked.StartsWith("/sign-in", StringComparison.OrdinalIgnoreCase) || asked.StartsWith("/sign-out", StringComparison.OrdinalIgnoreCase);
}
