using Microsoft.AspNetCore.Components;

namespace AdminPortal.Shell.Fields;

/// <summary>What every field with a label of its own takes.</summary>
public abstract class LabelledField : ComponentBase
{
    [Parameter, EditorRequired]
    public string Label { get; set; } = "";

    /// <summary>Stands above the control and stays when an error appears.</summary>
    [Parameter]
    public string? Hint { get; set; }

    [Parameter]
    public string? Error { get; set; }

    /// <summary>Shown as "(optional)"; every other field is required, also to assistive technology.</summary>
    [Parameter]
    public bool Optional { get; set; }

    /// <summary>For a label that stands twice on a page; otherwise the id follows from the label.</summary>
    [Parameter]
    public string? Id { get; set; }

    /// <summary>For a form that is posted: the name its value travels under.</summary>
    [Parameter]
    public string? Name { get; set; }

    [Parameter]
    public bool Disabled { get; set; }

    /// <summary>When the person leaves the field: the time to check what was typed.</summary>
    [Parameter]
    public EventCallback OnLeave { get; set; }

    /// <summary>Goes to the control itself: <c>autocomplete</c>, <c>data-first-focus</c>, <c>spellcheck</c>.</summary>
    [Parameter(CaptureUnmatchedValues = true)]
    public IReadOnlyDictionary<string, object>? Attributes { get; set; }

    protected string? AriaRequired => Optional ? null : "true";
}
