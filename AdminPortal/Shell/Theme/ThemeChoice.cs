namespace AdminPortal.Shell.Theme;

/// <summary>What a person chose to look at; System follows the browser.</summary>
public enum ThemeChoice
{
    System,
    Light,
    Dark,
}

/// <summary>The cookie the choice is kept in, so that the server already draws the first page in it.</summary>
public static class ThemeCookie
{
    public const string Name = "portal-theme";

    public static ThemeChoice Read(HttpContext? context) => context?.Request.Cookies[Name] switch
    {
        "light" => ThemeChoice.Light,
        "dark" => ThemeChoice.Dark,
        _ => ThemeChoice.System,
    };

    /// <summary>The value in the cookie and in <c>data-theme</c>; null means neither is set.</summary>
    public static string? ValueOf(ThemeChoice choice) => choice switch
    {
        ThemeChoice.Light => "light",
        ThemeChoice.Dark => "dark",
        _ => null,
    };
}
