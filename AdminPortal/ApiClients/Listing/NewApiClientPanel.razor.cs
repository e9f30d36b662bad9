using AdminPortal.Account;
using AdminPortal.Domain;
using AdminPortal.Domain.ApiClients;
using AdminPortal.Hosting;
using AdminPortal.Hosting.Settings;
using AdminPortal.Shell.Feedback;
using Microsoft.AspNetCore.Components;

namespace AdminPortal.ApiClients.Listing;

/// <summary>Shown above the list after a client was added: its client ID and the token URL.</summary>
public sealed partial class NewApiClientPanel(
    CurrentActor currentActor, GetApiClient getApiClient, PortalOptions options, StatusMessages messages, ServerCalls calls)
{
    private ApiClientView? client;
    private bool announced;

    [Parameter, EditorRequired]
    public ClientId ClientId { get; set; } = default!;

    [Parameter]
    public EventCallback OnDismiss { get; set; }

    private string TokenUrl => options.Issuer + OAuthPaths.Token;

    protected override async Task OnParametersSetAsync()
    {
        if (client?.Id == ClientId)
        {
            return;
        }

        // Anyone can type this address: for a client that does not exist or may not be viewed, there is no panel.
        client = null;
        await calls.TryAsync("load an API client", async () =>
        {
            var answer = await getApiClient.ExecuteAsync(ClientId, await currentActor.GetAsync(), CancellationToken.None);
            client = answer.IsSuccess ? answer.Value : null;
        });
        announced = false;
    }

    // After the render: a prerendered page, to which no browser is connected yet, must not announce anything.
    protected override void OnAfterRender(bool firstRender)
    {
        if (client is not null && !announced)
        {
            announced = true;
            messages.Success($"API client added: {client.Details.Name}");
        }
    }
}
