namespace AdminPortal.Shell.Theme;

/// <summary>The colours of one theme, each named by its purpose; the library has more slots for them than there are colours.</summary>
internal sealed record Shades
{
    public static Shades Light { get; } = new()
    {
        Ground = "#F5F7FA",
        Surface = "#FFFFFF",
        Line = "#D5DBE3",
        ControlEdge = "#7A8696",
        Ink = "#16202E",
        QuietInk = "#4E5B6C",
        QuietFill = "#EBEFF4",
        OnFill = "#FFFFFF",
        Drawer = "#111C2E",
        DrawerInk = "#D6DEEA",
        Primary = "#1D4FD8",
        PrimaryHover = "#173FAD",
        Success = "#0F7A43",
        SuccessHover = "#0B6135",
        Warning = "#8A5A00",
        WarningHover = "#6F4800",
        Error = "#C0262D",
        ErrorHover = "#9B1C22",
        Info = "#0B6A94",
        InfoHover = "#085577",
    };

    public static Shades Dark { get; } = new()
    {
        Ground = "#0E1420",
        Surface = "#161E2C",
        Line = "#2B3648",
        ControlEdge = "#6C7A8F",
        Ink = "#E8EDF5",
        QuietInk = "#A3B0C2",
        QuietFill = "#222C3C",
        OnFill = "#0E1420",
        Drawer = "#0A101A",
        DrawerInk = "#C2CDDC",
        Primary = "#8AB0FF",
        PrimaryHover = "#A9C5FF",
        Success = "#5CCB8B",
        SuccessHover = "#7BDBA5",
        Warning = "#E5B454",
        WarningHover = "#EFC677",
        Error = "#FF8A86",
        ErrorHover = "#FFA8A5",
        Info = "#6CC3EC",
        InfoHover = "#8FD2F2",
    };

    public required string Ground { get; init; }

    public required string Surface { get; init; }

    public required string Line { get; init; }

    public required string ControlEdge { get; init; }

    public required string Ink { get; init; }

    public required string QuietInk { get; init; }

    public required string QuietFill { get; init; }

    /// <summary>Text on any filled colour.</summary>
    public required string OnFill { get; init; }

    public required string Drawer { get; init; }

    public required string DrawerInk { get; init; }

    public required string Primary { get; init; }

    public required string PrimaryHover { get; init; }

    public required string Success { get; init; }

    public required string SuccessHover { get; init; }

    public required string Warning { get; init; }

    public required string WarningHover { get; init; }

    public required string Error { get; init; }

    public required string ErrorHover { get; init; }

    public required string Info { get; init; }

    public required string InfoHover { get; init; }
}
