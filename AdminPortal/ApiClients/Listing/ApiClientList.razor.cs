using System.Globalization;
using AdminPortal.Account;
using AdminPortal.Domain;
using AdminPortal.Domain.ApiClients;
using AdminPortal.Domain.ApiClients.Rules;
using AdminPortal.Domain.Permissions.Rules;
using AdminPortal.Shell.Feedback;
using AdminPortal.Shell.Fields;
using AdminPortal.Shell.Navigation;
using AdminPortal.Shell.Scripts;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;

namespace AdminPortal.ApiClients.Listing;

// This room owns the list of API clients: search, order, paging, the ID of a new client, deletion. It protects the view, which is kept in
// the address and survives a reload. It must never hold more than one page of clients.

/// <summary>The list of API clients. Its state is its address, so every change of the view is a change of the address.</summary>
public sealed partial class ApiClientList(
    CurrentActor currentActor,
    ListApiClients listApiClients,
    BrowserScripts scripts,
    ServerCalls calls) : IDisposable
{
    private readonly LatestOnly question = new();
    private ApiClientQuery query = new();
    private ApiClientPage? page;
    private ApiClientRow? deleting;
    private ClientId? added;
    private string? refusal;
    private string? failure;
    private string? focus;
    private bool loading = true;
    private bool pageTurned;

    /// <summary>What the person may do: it decides what is shown; the gate decides what is done.</summary>
    [Parameter, EditorRequired]
    public AdministratorPermissions Held { get; set; } = AdministratorPermissions.Nothing;

    private bool IsEmpty => page is { Rows.Count: 0 } && NoApiClients.IsUnfiltered(query);

    private string CountInWords => page switch
    {
        null => "",
        { HasMoreThanTotal: true } => string.Create(CultureInfo.InvariantCulture, $"More than {ApiClientPage.TotalLimit:N0} API clients"),
        { Total: 1 } => "1 API client",
        _ => string.Create(CultureInfo.InvariantCulture, $"{page.Total:N0} API clients"),
    };

    public void Dispose()
    {
        Navigation.LocationChanged -= Follow;
        question.Dispose();
    }

    protected override async Task OnInitializedAsync()
    {
        Navigation.LocationChanged += Follow;
        ReadAddress(new Uri(Navigation.Uri));
        await LoadAsync();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (focus is { } target)
        {
            focus = null;
            await scripts.FocusAsync(target);
        }
    }

    private void ReadAddress(Uri address)
    {
        query = ApiClientListAddress.Read(address);
        added = ApiClientListAddress.AddedIn(address);
    }

    private void Follow(object? sender, LocationChangedEventArgs args)
    {
        var address = new Uri(args.Location);
        if (SiteMap.At(address.AbsolutePath) == SiteMap.ApiClients)
        {
            _ = InvokeAsync(() => ShowAsync(address));
        }
    }

    private async Task ShowAsync(Uri address)
    {
        var before = query;
        ReadAddress(address);
        if (query != before)
        {
            await LoadAsync();
        }

        if (pageTurned && page is { Rows.Count: > 0 })
        {
            focus = ApiClientTable.IdOf(page.Rows[0]);
        }

        pageTurned = false;
        StateHasChanged();
    }

    private async Task LoadAsync()
    {
        // A later query makes the answer to this one stale: it is dropped, however late it arrives.
        var cancellation = question.Next();
        loading = true;
        failure = null;
        StateHasChanged();
        var reference = await calls.TryAsync("load the API clients", () => AskAsync(cancellation), cancellation);
        if (!cancellation.IsCancellationRequested)
        {
            (failure, loading) = (reference, false);
            StateHasChanged();
        }
    }

    private async Task AskAsync(CancellationToken cancellation)
    {
        var actor = await currentActor.GetAsync(cancellation);
        var answer = await listApiClients.ExecuteAsync(query, actor, cancellation);
        if (answer is { IsSuccess: true, Value.Rows.Count: 0 } && query.Cursor is not null)
        {
            // The rows that the cursor pointed to are gone.
            query = query with { Cursor = null };
            answer = await listApiClients.ExecuteAsync(query, actor, cancellation);
        }

        cancellation.ThrowIfCancellationRequested();
        refusal = answer.IsSuccess ? null : answer.Errors[0].Message;
        page = answer.IsSuccess ? answer.Value : null;
    }

    /// <summary>Another search, filter, order or page size starts at the first page and replaces the history entry.</summary>
    private void Refine(ApiClientQuery refined) => Navigation.NavigateTo(ApiClientListAddress.Write(refined with { Cursor = null }), replace: true);

    private void Turn(string? cursor)
    {
        pageTurned = true;
        Navigation.NavigateTo(ApiClientListAddress.Write(query with { Cursor = cursor }));
    }

    private async Task ClearFiltersAsync()
    {
        Refine(query with { Search = "", Status = null, Expiry = null });
        await scripts.FocusAsync(FieldWiring.IdFor(ApiClientToolbar.SearchLabel));
    }

    private void DismissAdded()
    {
        Navigation.NavigateTo(ApiClientListAddress.Write(query), replace: true);
        focus = PageHeader.HeadingId;
    }

    private async Task AfterDeletionAsync(ApiClientRow deleted)
    {
        var place = page?.Rows.TakeWhile(row => row.Id != deleted.Id).Count() ?? 0;
        deleting = null;
        await LoadAsync();
        focus = page is { Rows: { Count: > 0 } rows } ? ApiClientTable.IdOf(rows[Math.Min(place, rows.Count - 1)]) : PageHeader.HeadingId;
        StateHasChanged();
    }
}
