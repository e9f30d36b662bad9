using System.Globalization;
using System.Text.RegularExpressions;
using AdminPortal.Shell.Theme;
using AdminPortal.Tests.Support;
using MudBlazor;
using MudBlazor.Utilities;

namespace AdminPortal.Tests.Shell;

/// <summary>WCAG contrast, computed from the palettes and from the variables of tokens.css as they stand.</summary>
public sealed class ContrastTests
{
    private const double Text = 4.5;
    private const double ControlEdge = 3.0;

    private static readonly string Tokens = File.ReadAllText(Repository.Path("wwwroot-assets/css/tokens.css"));

    public static TheoryData<bool> BothThemes { get; } = [false, true];

    [Theory, MemberData(nameof(BothThemes))]
    public void Text_is_readable_on_page_and_surface(bool dark)
    {
        var palette = PaletteFor(dark);
        MudColor[] texts = [palette.TextPrimary, palette.TextSecondary, palette.TextDisabled, palette.Primary, palette.Error];
        Assert.All(texts, text => Assert.All([palette.Background, palette.Surface], ground => AtLeast(Text, text, ground)));
    }

    [Theory, MemberData(nameof(BothThemes))]
    public void Words_on_filled_buttons_and_messages_are_readable_also_under_the_pointer(bool dark)
    {
        var palette = PaletteFor(dark);
        (MudColor Word, MudColor Fill, string Hover)[] fills =
        [
            (palette.PrimaryContrastText, palette.Primary, palette.PrimaryDarken),
            (palette.SuccessContrastText, palette.Success, palette.SuccessDarken),
            (palette.WarningContrastText, palette.Warning, palette.WarningDarken),
            (palette.ErrorContrastText, palette.Error, palette.ErrorDarken),
            (palette.InfoContrastText, palette.Info, palette.InfoDarken),
        ];
        Assert.All(fills, fill => AtLeast(Text, fill.Word, fill.Fill));
        Assert.All(fills, fill => AtLeast(Text, fill.Word, new MudColor(fill.Hover)));
    }

    [Theory, MemberData(nameof(BothThemes))]
    public void Chips_and_notices_are_readable_on_their_tints(bool dark)
    {
        var palette = PaletteFor(dark);
        AtLeast(Text, palette.Success, Token("success-tint", dark));
        AtLeast(Text, palette.Warning, Token("warning-tint", dark));
        AtLeast(Text, palette.Error, Token("error-tint", dark));
        AtLeast(Text, palette.Info, Token("info-tint", dark));
        AtLeast(Text, palette.TextSecondary, Token("neutral-tint", dark));
    }

    [Theory, MemberData(nameof(BothThemes))]
    public void The_navigation_is_readable_at_rest_under_the_pointer_and_where_the_person_is(bool dark)
    {
        AtLeast(Text, Token("nav-text", dark), Token("nav", dark));
        AtLeast(Text, Token("nav-muted", dark), Token("nav", dark));
        AtLeast(Text, Token("nav-active", dark), Token("nav-hover", dark));
        AtLeast(Text, Token("nav-active", dark), Token("nav-fill", dark));
    }

    [Theory, MemberData(nameof(BothThemes))]
    public void Edges_of_controls_stand_out_from_page_and_surface(bool dark)
    {
        var palette = PaletteFor(dark);
        Assert.All([palette.Background, palette.Surface], ground => AtLeast(ControlEdge, palette.LinesInputs, ground));
        Assert.All([palette.Background, palette.Surface], ground => AtLeast(ControlEdge, palette.Primary, ground));
    }

    private static Palette PaletteFor(bool dark) => dark ? PortalTheme.Theme.PaletteDark : PortalTheme.Theme.PaletteLight;

    private static MudColor Token(string name, bool dark)
    {
        var match = Regex.Match(Tokens, $@"--portal-{name}: (?:light-dark\((#\w+), (#\w+)\)|(#\w+));", RegexOptions.None, TimeSpan.FromSeconds(1));
        Assert.True(match.Success, $"tokens.css has no --portal-{name}");
        return new MudColor(match.Groups[3].Success ? match.Groups[3].Value : match.Groups[dark ? 2 : 1].Value);
    }

    private static void AtLeast(double needed, MudColor front, MudColor back)
    {
        var (one, other) = (Luminance(front), Luminance(back));
        var contrast = (Math.Max(one, other) + 0.05) / (Math.Min(one, other) + 0.05);
        Assert.True(contrast >= needed, string.Create(CultureInfo.InvariantCulture, $"{front} on {back}: {contrast:0.00}, needs {needed}"));
    }

    private static double Luminance(MudColor color) => (0.2126 * Linear(color.R)) + (0.7152 * Linear(color.G)) + (0.0722 * Linear(color.B));

    private static double Linear(byte channel)
    {
        var share = channel / 255.0;
        return share <= 0.04045 ? share / 12.92 : Math.Pow((share + 0.055) / 1.055, 2.4);
    }
}
