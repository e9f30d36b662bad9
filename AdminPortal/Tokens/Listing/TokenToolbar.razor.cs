using AdminPortal.Domain.AccessTokens.Rules;
using AdminPortal.Shell.Feedback;
using Microsoft.AspNetCore.Components;

namespace AdminPortal.Tokens.Listing;

/// <summary>Search and filters above the list.</summary>
public sealed partial class TokenToolbar : IDisposable
{
    internal const string SearchLabel = "Search tokens";

    private readonly TypedSearch search;
    private int resets;

    public TokenToolbar(TimeProvider clock) => search = new TypedSearch(clock, sent => OnChange.InvokeAsync(Query with { Search = sent }));

    [Parameter, EditorRequired]
    public TokenQuery Query { get; set; } = new();

    [Parameter]
    public TokenColumns Columns { get; set; }

    [Parameter]
    public EventCallback<TokenQuery> OnChange { get; set; }

    /// <summary>These optional columns are requested.</summary>
    [Parameter]
    public EventCallback<TokenColumns> OnShow { get; set; }

    /// <summary>The default view is requested.</summary>
    [Parameter]
    public EventCallback OnReset { get; set; }

    public void Dispose() => search.Dispose();

    protected override void OnParametersSet() => search.Show(Query.Search);

    private bool IsShown(TokenColumns column) => Columns.HasFlag(column);

    private Task ShowAsync(TokenColumns column, bool isWanted) => OnShow.InvokeAsync(isWanted ? Columns | column : Columns & ~column);

    private Task ChooseStatusAsync(string? word) => OnChange.InvokeAsync(Query with { Status = TokenListAddress.StatusOf(word) });

    private Task ResetAsync()
    {
        search.Clear();
        resets++;
        return OnReset.InvokeAsync();
    }
}
