using AdminPortal.Domain.AccessTokens.Listing;
using AdminPortal.Shell.Feedback;
using Microsoft.AspNetCore.Components;

namespace AdminPortal.Tokens.Listing;

/// <summary>Search and filters above the list.</summary>
public sealed partial class TokenToolbar(TimeProvider clock) : IDisposable
{
    internal const string SearchLabel = "Search tokens";

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(300);

    private readonly LatestOnly typing = new();
    private string typed = "";
    private string sent = "";
    private string seen = "";
    private int resets;

    [Parameter, EditorRequired]
    public TokenQuery Query { get; set; } = new();

    [Parameter]
    public EventCallback<TokenQuery> OnChange { get; set; }

    public void Dispose() => typing.Dispose();

    protected override void OnParametersSet()
    {
        if (Query.Search == seen)
        {
            return;
        }

        // What comes back of our own sending must not undo what was typed since; what comes from elsewhere counts.
        seen = Query.Search;
        if (seen != sent)
        {
            typed = sent = seen;
        }
    }

    private async Task TypeAsync(string? text)
    {
        typed = text ?? "";
        try
        {
            await Task.Delay(Pause, clock, typing.Next());
        }
        catch (OperationCanceledException)
        {
            return;
        }

        sent = typed.Trim();
        await OnChange.InvokeAsync(Query with { Search = sent });
    }

    private Task ChooseStatusAsync(ChangeEventArgs change) =>
        OnChange.InvokeAsync(Query with { Status = TokenListAddress.StatusOf((string?)change.Value) });

    private Task ResetAsync()
    {
        typing.Cancel();
        typed = sent = "";
        resets++;
        return OnChange.InvokeAsync(new TokenQuery());
    }
}
