namespace AdminPortal.Account.SignIn;

/// <summary>Where to go after signing in: an address of this site, whatever the link said.</summary>
internal static class LocalReturnUrl
{
    private const string Start = "/";

    // "//evil.example" and "/\evil.example" are other sites to a browser, which also drops a tab or newline in between.
    public static string From(string? asked) =>
        asked is ['/', ..] and not ['/', '/' or '\\', ..] && asked.All(IsPlain) && !LeadsBack(asked) ? asked : Start;

    // What stands in a Location header is visible ASCII, or a blank (RFC 9110 section 10.2.2).
    private static bool IsPlain(char c) => c is >= ' ' and <= '~';

    private static bool LeadsBack(string asked) =>
        asked.StartsWith("/sign-in", StringComparison.OrdinalIgnoreCase) || asked.StartsWith("/sign-out", StringComparison.OrdinalIgnoreCase);
}
