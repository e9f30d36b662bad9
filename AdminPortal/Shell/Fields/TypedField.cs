using Microsoft.AspNetCore.Components;

namespace AdminPortal.Shell.Fields;

// This room owns the fields of every form: label, hint, error and control as one. It protects what was typed, by whatever way it came.
// It must never decide what is right: the rule of the field does.

/// <summary>
/// A field whose value is a text, as it stands in the control. Each input event counts: dictation, password managers and extensions send no
/// other, and what is shown is what is saved.
/// </summary>
public abstract class TypedField : LabelledField
{
    private string? seen;

    [Parameter]
    public string? Value { get; set; }

    [Parameter]
    public EventCallback<string?> ValueChanged { get; set; }

    /// <summary>What stands in the control.</summary>
    protected string? Shown { get; private set; }

    protected override void OnParametersSet()
    {
        if (Value != seen)
        {
            Shown = seen = Value;
        }
    }

    // Bound, not only listened to: only then does the renderer know what the browser already shows, and an answer on its way to a fast
    // typist does not put back what she has typed over since.
    protected Task TypeAsync(string? typed)
    {
        if (typed == Shown)
        {
            return Task.CompletedTask;
        }

        Shown = typed;
        return ValueChanged.InvokeAsync(typed);
    }

    // Whatever changed the value without an input event is heard when the control is left.
    protected Task CommitAsync(ChangeEventArgs change) => TypeAsync((string?)change.Value);
}
