using AdminPortal.Account;
using AdminPortal.Domain;
using AdminPortal.Domain.ApiClients.Jwks;
using AdminPortal.Shell.Feedback;
using Microsoft.AspNetCore.Components;

namespace AdminPortal.ApiClients.Keys;

/// <summary>Reads what is cached of a client's JWKS URL, once for each saved address, and reports it to its page.</summary>
public sealed partial class HeldKeysPanel(GetHeldKeys getHeldKeys, CurrentActor actors, ServerCalls calls)
{
    private ClientJwks? jwks;
    private (ClientId? Client, string Address) looked;

    /// <summary>None while the client is being added.</summary>
    [Parameter, EditorRequired]
    public ClientId? ClientId { get; set; }

    /// <summary>The saved address.</summary>
    [Parameter, EditorRequired]
    public string Address { get; set; } = "";

    [Parameter]
    public bool IsShown { get; set; } = true;

    [Parameter]
    public EventCallback<ClientJwks> OnLook { get; set; }

    protected override async Task OnParametersSetAsync()
    {
        if (looked == (ClientId, Address))
        {
            return;
        }

        looked = (ClientId, Address);
        jwks = null;
        if (ClientId is null || Address.Length == 0)
        {
            return;
        }

        await calls.TryAsync("read the cached keys of a JWKS URL", async () =>
        {
            var found = await getHeldKeys.ExecuteAsync(ClientId, await actors.GetAsync(), CancellationToken.None);
            jwks = found.IsSuccess ? found.Value : null;
        });
        if (jwks is not null)
        {
            await OnLook.InvokeAsync(jwks);
        }
    }
}
