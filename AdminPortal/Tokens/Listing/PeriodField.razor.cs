using AdminPortal.Domain.AccessTokens.Rules;
using AdminPortal.Shell.Time;
using Microsoft.AspNetCore.Components;

namespace AdminPortal.Tokens.Listing;

/// <summary>A filter by time. Text that is not a valid period stays in the field with its error, and the list stays as it is.</summary>
public sealed partial class PeriodField(TimeProvider clock)
{
    internal const string Between = "between";

    // Kept out of the markup: with a literal type="datetime-local" the binding would expect a date instead of text and drop invalid input.
    private const string DateAndTime = "datetime-local";

    private Period? seen;
    private string from = "";
    private string until = "";
    private string? error;
    private bool isOpen;

    [Parameter, EditorRequired]
    public string Label { get; set; } = "";

    [Parameter, EditorRequired]
    public IReadOnlyList<PeriodChoice> Choices { get; set; } = [];

    [Parameter, EditorRequired]
    public Period Value { get; set; } = Period.Any;

    [Parameter]
    public EventCallback<Period> ValueChanged { get; set; }

    [CascadingParameter]
    public ReaderTimeZone Zone { get; set; } = ReaderTimeZone.Utc;

    private string Chosen => isOpen ? Between : PeriodChoice.Write(Value, Choices);

    protected override void OnParametersSet()
    {
        if (Value == seen)
        {
            return;
        }

        seen = Value;
        isOpen = Value is Period.Between;
        error = null;
        if (Value is Period.Between between)
        {
            (from, until) = (Written(between.From), Written(between.Until));
        }
    }

    private string Written(DateTimeOffset? time) => time is { } instant ? Zone.Field(instant) : "";

    private Task ChooseAsync(string? word)
    {
        isOpen = word == Between;
        error = null;
        if (!isOpen)
        {
            return ValueChanged.InvokeAsync(seen = PeriodChoice.Read(word ?? "", Choices) ?? Value);
        }

        // Begins with what is shown now; nothing changes before an instant is chosen.
        var (start, end) = Value.At(clock.GetUtcNow());
        (from, until) = (Written(start), Written(end));
        return Task.CompletedTask;
    }

    private Task TypeFromAsync(string? typed) => TypeAsync(typed ?? "", until);

    private Task TypeUntilAsync(string? typed) => TypeAsync(from, typed ?? "");

    // A control may raise both events for one change, and some drivers raise only one of them.
    private Task TypeAsync(string typedFrom, string typedUntil)
    {
        if ((typedFrom, typedUntil) == (from, until))
        {
            return Task.CompletedTask;
        }

        (from, until) = (typedFrom, typedUntil);
        var (start, end) = (Zone.Read(from), Zone.Read(until));
        error = (from.Length > 0 && start is null) || (until.Length > 0 && end is null) ? "Enter a date and a time"
            : start >= end ? "“From” must be before “until”"
            : null;
        return error is null && (start ?? end) is not null ? ValueChanged.InvokeAsync(seen = new Period.Between(start, end)) : Task.CompletedTask;
    }
}
