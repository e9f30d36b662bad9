using Microsoft.AspNetCore.Components;

namespace AdminPortal.Shell.Fields;

/// <summary>The parameters of every field with a label.</summary>
public abstract class LabelledField : ComponentBase
{
    [Parameter, EditorRequired]
    public string Label { get; set; } = "";

    /// <summary>Shown above the control; it stays when an error appears.</summary>
    [Parameter]
    public string? Hint { get; set; }

    [Parameter]
    public string? Error { get; set; }

    /// <summary>Shown as "(optional)"; every other field is required, also to assistive technology.</summary>
    [Parameter]
    public bool Optional { get; set; }

    /// <summary>For a label used twice on a page; otherwise the id is derived from the label.</summary>
    [Parameter]
    public string? Id { get; set; }

    /// <summary>For a form that is posted: the name of its value.</summary>
    [Parameter]
    public string? Name { get; set; }

    [Parameter]
    public bool Disabled { get; set; }

    /// <summary>Called when the person leaves the field, to check what was typed.</summary>
    [Parameter]
    public EventCallback OnLeave { get; set; }

    /// <summary>Attributes of the control itself: <c>autocomplete</c>, <c>data-first-focus</c>, <c>spellcheck</c>.</summary>
    [Parameter(CaptureUnmatchedValues = true)]
    public IReadOnlyDictionary<string, object>? Attributes { get; set; }

    protected string? AriaRequired => Optional ? null : "true";
}
