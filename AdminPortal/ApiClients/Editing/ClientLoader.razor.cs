using AdminPortal.Account;
using AdminPortal.Domain.Administrators;
using AdminPortal.Domain.ApiClients;
using AdminPortal.Domain.ApiResources;
using Microsoft.AspNetCore.Components;

namespace AdminPortal.ApiClients.Editing;

/// <summary>Loads what Add API Client and Edit API Client show, and picks form or text.</summary>
public sealed partial class ClientLoader(CurrentActor actors, GetApiClient getClient, ListResourceServers listServers, ILogger<ClientLoader> logger)
{
    private const string AddTitle = "Add API Client";

    private State state;
    private ApiClientView? client;
    private IReadOnlyList<Service>? services;
    private string? loaded;
    private Guid editing = Guid.NewGuid();

    private enum State
    {
        Loading,
        Gone,
        Failed,
        Viewing,
        Editing,
    }

    /// <summary>What the person may do; it decides what is shown, the gate decides what is done.</summary>
    [Parameter, EditorRequired]
    public AdministratorPermissions Held { get; set; } = AdministratorPermissions.Nothing;

    [Parameter]
    public string? ClientIdText { get; set; }

    [Parameter]
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
        services = Held.MayView(PortalModule.ApiResources) && await listServers.ExecuteAsync(actor, cancellation) is { IsSuccess: true } catalogue
            ? [.. catalogue.Value.SelectMany(server => server.Services)]
            : null;
        if (ClientIdText is null)
        {
            return State.Editing;
        }

        client = ClientId.TryParse(ClientIdText, out var id) && await getClient.ExecuteAsync(id, actor, cancellation) is { IsSuccess: true } found
            ? found.Value
            : null;
        return (client, Held.MayChangeApiClients) switch
        {
            (null, _) => State.Gone,
            (_, false) => State.Viewing,
            _ => State.Editing,
        };
    }

    [LoggerMessage(100, LogLevel.Error, "Loading an API client for its page failed")]
    private static partial void LoadingFailed(ILogger logger, Exception fault);
}
