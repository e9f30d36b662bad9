using MudBlazor;

namespace AdminPortal.Shell.Theme;

// This room owns the look: palettes, type, the choice between light and dark. It protects contrast, which a test computes. It must never
// know where the colours are used.

/// <summary>The look of the portal: two palettes and one type scale. A test computes its contrasts.</summary>
public static class PortalTheme
{
    public static MudTheme Theme { get; } = new()
    {
        PaletteLight = Paint(new PaletteLight(), Shades.Light),
        PaletteDark = Paint(new PaletteDark(), Shades.Dark),
        Typography = TypeScale.Typography,
        LayoutProperties = new LayoutProperties { DefaultBorderRadius = "6px", AppbarHeight = "56px", DrawerWidthLeft = "264px" },
    };

    private static TPalette Paint<TPalette>(TPalette palette, Shades shades)
        where TPalette : Palette
    {
        PaintGrounds(palette, shades);
        PaintWords(palette, shades);
        PaintVerbs(palette, shades);
        PaintOutcomes(palette, shades);
        return palette;
    }

    private static void PaintGrounds(Palette palette, Shades shades)
    {
        palette.Background = shades.Ground;
        palette.BackgroundGray = shades.Ground;
        palette.Surface = shades.Surface;
        palette.LinesDefault = shades.Line;
        palette.TableLines = shades.Line;
        palette.Divider = shades.Line;
        palette.DividerLight = shades.Line;
        palette.LinesInputs = shades.ControlEdge;
        palette.AppbarBackground = shades.Surface;
        palette.AppbarText = shades.Ink;
        palette.DrawerBackground = shades.Drawer;
        palette.DrawerText = shades.DrawerInk;
        palette.DrawerIcon = shades.DrawerInk;
    }

    private static void PaintWords(Palette palette, Shades shades)
    {
        palette.TextPrimary = shades.Ink;
        palette.TextSecondary = shades.QuietInk;
        palette.TextDisabled = shades.QuietInk;
        palette.ActionDefault = shades.QuietInk;
        palette.ActionDisabled = shades.QuietInk;
        palette.ActionDisabledBackground = shades.QuietFill;
        palette.Dark = shades.Ink;
        palette.DarkContrastText = shades.OnFill;
    }

    private static void PaintVerbs(Palette palette, Shades shades)
    {
        palette.Primary = shades.Primary;
        palette.PrimaryDarken = shades.PrimaryHover;
        palette.PrimaryContrastText = shades.OnFill;
        palette.Secondary = shades.QuietInk;
        palette.SecondaryContrastText = shades.OnFill;
        palette.Tertiary = shades.Info;
        palette.TertiaryContrastText = shades.OnFill;
    }

    private static void PaintOutcomes(Palette palette, Shades shades)
    {
        palette.Success = shades.Success;
        palette.SuccessDarken = shades.SuccessHover;
        palette.SuccessContrastText = shades.OnFill;
        palette.Warning = shades.Warning;
        palette.WarningDarken = shades.WarningHover;
        palette.WarningContrastText = shades.OnFill;
        palette.Error = shades.Error;
        palette.ErrorDarken = shades.ErrorHover;
        palette.ErrorContrastText = shades.OnFill;
        palette.Info = shades.Info;
        palette.InfoDarken = shades.InfoHover;
        palette.InfoContrastText = shades.OnFill;
    }
}
