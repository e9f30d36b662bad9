using AdminPortal.Account;
using AdminPortal.Domain;
using AdminPortal.Domain.Administrators;
using AdminPortal.Domain.ApiClients;
using AdminPortal.Domain.ApiResources;
using AdminPortal.Domain.ApiResources.Rules;
using AdminPortal.Domain.Permissions.Rules;
using AdminPortal.Shell.Feedback;
using Microsoft.AspNetCore.Components;

namespace AdminPortal.ApiClients.Editing;

/// <summary>Loads what Add API Client and Edit API Client show, and chooses between form and plain text.</summary>
public sealed partial class ClientLoader(CurrentActor actors, GetApiClient getClient, ListResourceServers listServers, ServerCalls calls)
{
    private const string AddTitle = "Add API Client";

    private State state;
    private ApiClientView? client;
    private IReadOnlyList<Service>? services;
    private string? loaded;
    private Guid editing = Guid.NewGuid();
    private string? reference;
    private PortalModule refusedOn;

    private enum State
    {
        Loading,
        Gone,
        Failed,
        Refused,
        Viewing,
        Editing,
    }

    /// <summary>What the person may do: it decides what is shown; the gate decides what is done.</summary>
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
        // Switching tabs changes the address, not the client.
        if (loaded != (ClientIdText ?? ""))
        {
            loaded = ClientIdText ?? "";
            await LoadAsync();
        }
    }

    private async Task LoadAsync()
    {
        state = State.Loading;
        reference = await calls.TryAsync("load an API client", async () => state = await FindStateAsync(await actors.GetAsync(), CancellationToken.None));
        state = reference is null ? state : State.Failed;
        editing = Guid.NewGuid();

        if (state == State.Gone && HttpContext is { Response.HasStarted: false } context)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
        }
    }

    private async Task<State> FindStateAsync(Actor actor, CancellationToken cancellation)
    {
        services = null;
        if (Held.MayView(PortalModule.ApiResources))
        {
            var catalogue = await listServers.ExecuteAsync(actor, cancellation);
            if (!catalogue.IsSuccess)
            {
                return Refuse(PortalModule.ApiResources);
            }

            services = [.. catalogue.Value.SelectMany(server => server.Services)];
        }

        return ClientIdText is null ? State.Editing : await FindClientAsync(actor, cancellation);
    }

    private async Task<State> FindClientAsync(Actor actor, CancellationToken cancellation)
    {
        if (!ClientId.TryParse(ClientIdText, out var id))
        {
            return State.Gone;
        }

        var found = await getClient.ExecuteAsync(id, actor, cancellation);
        if (!found.IsSuccess)
        {
            return found.Errors[0].Code == PermissionErrors.MissingCode ? Refuse(PortalModule.ApiClients) : State.Gone;
        }

        client = found.Value;
        return Held.MayChangeApiClients ? State.Editing : State.Viewing;
    }

    // The permission was revoked between the page's check and this one.
    private State Refuse(PortalModule module)
    {
        refusedOn = module;
        return State.Refused;
    }
}
