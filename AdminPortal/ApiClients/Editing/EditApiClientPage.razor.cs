using AdminPortal.Account;
using AdminPortal.Domain.Administrators;
using AdminPortal.Domain.ApiClients;
using AdminPortal.Domain.ApiResources;
using Microsoft.AspNetCore.Components;

namespace AdminPortal.ApiClients.Editing;

/// <summary>Add API Client and Edit API Client: one page that asks who is looking, loads what it shows, and picks form or text.</summary>
public sealed partial class EditApiClientPage(
    CurrentActor actors, GetPermissions permissions, GetApiClient getClient, ListResourceServers listServers, ILogger<EditApiClientPage> logger)
{
    private const string AddTitle = "Add API Client";

    private static readonly Permission[] ToChange =
        [new(PortalModule.ApiClients, PermissionLevel.Full), new(PortalModule.ApiResources, PermissionLevel.Full)];

    private State state;
    private (string Module, string Level) missing;
    private ApiClientView? client;
    private IReadOnlyList<Service>? services;
    private string? loaded;
    private Guid editing = Guid.NewGuid();

    private enum State
    {
        Loading,
        NoPermission,
        Gone,
        Failed,
        Viewing,
        Editing,
    }

    [Parameter]
    public string? ClientIdText { get; set; }

    [SupplyParameterFromQuery(Name = "tab")]
    public string? Tab { get; set; }

    [CascadingParameter]
    public HttpContext? HttpContext { get; set; }

    protected override async Task OnParametersSetAsync()
    {
        // Going to another tab changes the address, not the client.
        if (loaded != (ClientIdText ?? ""))
        {
            loaded = ClientIdText ?? "";
            await LoadAsync();
        }
    }

    private async Task LoadAsync()
    {
        state = State.Loading;
        try
        {
            state = await FindStateAsync(await actors.GetAsync(), CancellationToken.None);
            editing = Guid.NewGuid();
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            LoadingFailed(logger, fault);
            state = State.Failed;
        }

        if (state == State.Gone && HttpContext is { Response.HasStarted: false } context)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
        }
    }

    private async Task<State> FindStateAsync(Actor actor, CancellationToken cancellation)
    {
        var held = await permissions.ExecuteAsync(actor, cancellation);
        var mayChange = held.MayChangeApiClients;
        var needed = ClientIdText is null ? ToChange : [new Permission(PortalModule.ApiClients, PermissionLevel.ViewOnly)];
        if (held.Levels.Missing(needed) is [var first, ..] lacking)
        {
            missing = (string.Join(" and ", lacking.Select(permission => permission.Module.Title())), first.Level.Title());
            return State.NoPermission;
        }

        var catalogue = await listServers.ExecuteAsync(actor, cancellation);
        services = catalogue.IsSuccess ? [.. catalogue.Value.SelectMany(server => server.Services)] : null;
        if (ClientIdText is null)
        {
            return State.Editing;
        }

        client = ClientId.TryParse(ClientIdText, out var id) && await getClient.ExecuteAsync(id, actor, cancellation) is { IsSuccess: true } found
            ? found.Value
            : null;
        return (client, mayChange) switch
        {
            (null, _) => State.Gone,
            (_, false) => State.Viewing,
            _ => State.Editing,
        };
    }

    [LoggerMessage(100, LogLevel.Error, "Loading an API client for its page failed")]
    private static partial void LoadingFailed(ILogger logger, Exception fault);
}
