using Microsoft.AspNetCore.Components;

namespace AdminPortal.Shell.Fields;

// This room owns the fields of every form: label, hint, error and control as one. It protects what was typed, whichever way it was entered.
// It must never decide what is valid: that is up to the field's rule.

/// <summary>
/// A field whose value is the text in the control. Every input event counts: dictation, password managers and extensions raise no other,
/// and what is shown is what is saved.
/// </summary>
public abstract class TypedField : LabelledField
{
    private string? seen;

    [Parameter]
    public string? Value { get; set; }

    [Parameter]
    public EventCallback<string?> ValueChanged { get; set; }

    /// <summary>The text in the control.</summary>
    protected string? Shown { get; private set; }

    protected override void OnParametersSet()
    {
        if (Value != seen)
        {
            Shown = seen = Value;
        }
    }

    // Bound, not only listened to: only then does the renderer know what the browser already shows, so that a late answer does not
    // overwrite what a fast typist has typed since (race).
    protected Task TypeAsync(string? typed)
    {
        if (typed == Shown)
        {
            return Task.CompletedTask;
        }

        Shown = typed;
        return ValueChanged.InvokeAsync(typed);
    }

    // A change without an input event is picked up when the control is left.
    protected Task CommitAsync(ChangeEventArgs change) => TypeAsync((string?)change.Value);
}
