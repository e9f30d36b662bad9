using System.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using MudBlazor;

namespace AdminPortal.Shell.Theme;

/// <summary>The library's own CSS variables for one palette, under a given selector and media query.</summary>
/// <remarks>
/// The library's provider writes one palette and swaps it over the circuit, which flashes on every load. With both palettes in the page,
/// the browser chooses before the first paint, also on pages without a circuit.
/// </remarks>
public sealed class PaletteVariables : MudThemeProvider
{
    [Parameter, EditorRequired]
    public string Selector { get; set; } = ":root";

    [Parameter]
    public string? Media { get; set; }

    protected override void BuildRenderTree(RenderTreeBuilder __builder)
    {
        ArgumentNullException.ThrowIfNull(__builder);
        var variables = new StringBuilder();
        GenerateTheme(variables);
        __builder.OpenElement(0, "style");
        __builder.AddAttribute(1, "media", Media);
        __builder.AddMarkupContent(2, $"{Selector}{{{variables}}}");
        __builder.CloseElement();
    }
}
