namespace AdminPortal.Account.SignIn;

/// <summary>Where to go after signing in: an address of this site, whatever the link said.</summary>
internal static class LocalReturnUrl
{
    private const string Start = "/";

    // "//evil.example" and "/\evil.example" are other sites to a browser, which also drops a tab or newline in between.
    public static string From(string? asked) =>
        asked is ['/', ..] and not ['/', '/' or '\\', ..] && !asked.Any(char.IsControl) && !LeadsBack(asked) ? asked : Start;

    private static bool LeadsBack(string asked) =>
        asked.StartsWith("/sign-in", StringComparison.OrdinalIgnoreCase) || asked.StartsWith("/sign-out", StringComparison.OrdinalIgnoreCase);
}
