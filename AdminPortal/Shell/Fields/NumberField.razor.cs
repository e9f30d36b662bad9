using Microsoft.AspNetCore.Components;

namespace AdminPortal.Shell.Fields;

/// <summary>A labelled whole number with its unit beside it.</summary>
public sealed partial class NumberField
{
    /// <summary>As typed: what is no whole number is for the rule of the field to say, not for the control to swallow.</summary>
    [Parameter]
    public string? Value { get; set; }

    [Parameter]
    public EventCallback<string?> ValueChanged { get; set; }

    [Parameter]
    public int? Min { get; set; }

    [Parameter]
    public int? Max { get; set; }

    /// <summary>"minutes". The label or hint says it too: this word is for the eye.</summary>
    [Parameter]
    public string? Unit { get; set; }

    /// <summary>Follows the control on its line: presets.</summary>
    [Parameter]
    public RenderFragment? Beside { get; set; }

    private Task TakeAsync(ChangeEventArgs change) => ValueChanged.InvokeAsync((string?)change.Value);
}
