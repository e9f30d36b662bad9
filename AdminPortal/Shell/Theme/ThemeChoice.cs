namespace AdminPortal.Shell.Theme;

/// <summary>The theme a person chose; System follows the browser.</summary>
public enum ThemeChoice
{
    System,
    Light,
    Dark,
}

/// <summary>The cookie that stores the choice, so that the server renders the first page with it.</summary>
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
