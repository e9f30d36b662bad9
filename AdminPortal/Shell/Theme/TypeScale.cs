using MudBlazor;

namespace AdminPortal.Shell.Theme;

/// <summary>Roboto on a 4 px grid, weights 400 and 500 only; button text is not upper-cased.</summary>
internal static class TypeScale
{
    private static readonly string[] Family = ["Roboto", "Segoe UI", "Helvetica Neue", "Arial", "sans-serif"];

    public static Typography Typography { get; } = new()
    {
        Default = Style<DefaultTypography>("400", 14, 20),
        H1 = Style<H1Typography>("500", 24, 32),
        H2 = Style<H2Typography>("500", 16, 24),
        H3 = Style<H3Typography>("500", 14, 20),
        H4 = Style<H4Typography>("500", 14, 20),
        H5 = Style<H5Typography>("500", 14, 20),
        H6 = Style<H6Typography>("500", 16, 24),
        Subtitle1 = Style<Subtitle1Typography>("500", 14, 20),
        Subtitle2 = Style<Subtitle2Typography>("500", 13, 18),
        Body1 = Style<Body1Typography>("400", 14, 20),
        Body2 = Style<Body2Typography>("400", 14, 20),
        Button = Style<ButtonTypography>("500", 14, 20),
        Caption = Style<CaptionTypography>("400", 13, 18),
        Overline = Style<OverlineTypography>("500", 13, 18),
    };

    private static T Style<T>(string weight, int size, int line)
        where T : BaseTypography, new() => new()
        {
            FontFamily = Family,
            FontWeight = weight,
            FontSize = FormattableString.Invariant($"{size / 16.0}rem"),
            LineHeight = FormattableString.Invariant($"{(double)line / size:0.#####}"),
            LetterSpacing = "normal",
            TextTransform = "none",
        };
}
