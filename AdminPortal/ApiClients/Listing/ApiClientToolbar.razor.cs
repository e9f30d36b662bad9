using AdminPortal.Domain.ApiClients.Rules;
using AdminPortal.Shell.Feedback;
using Microsoft.AspNetCore.Components;

namespace AdminPortal.ApiClients.Listing;

/// <summary>Search and filters above the list.</summary>
public sealed partial class ApiClientToolbar : IDisposable
{
    internal const string SearchLabel = "Search API clients";

    private readonly TypedSearch search;

    public ApiClientToolbar(TimeProvider clock) => search = new TypedSearch(clock, sent => OnChange.InvokeAsync(Query with { Search = sent }));

    [Parameter, EditorRequired]
    public ApiClientQuery Query { get; set; } = new();

    [Parameter]
    public EventCallback<ApiClientQuery> OnChange { get; set; }

    public void Dispose() => search.Dispose();

    protected override void OnParametersSet() => search.Show(Query.Search);

    private Task ChooseStatusAsync(string? word) => OnChange.InvokeAsync(Query with { Status = ApiClientListAddress.StatusOf(word) });

    private Task ChooseExpiryAsync(string? word) => OnChange.InvokeAsync(Query with { Expiry = ApiClientListAddress.ExpiryOf(word) });

    private Task ResetAsync()
    {
        search.Clear();
        return OnChange.InvokeAsync(new ApiClientQuery());
    }
}
