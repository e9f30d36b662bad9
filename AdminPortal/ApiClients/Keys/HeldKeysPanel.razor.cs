using AdminPortal.Account;
using AdminPortal.Domain;
using AdminPortal.Domain.ApiClients.Jwks;
using AdminPortal.Shell.Feedback;
using Microsoft.AspNetCore.Components;

namespace AdminPortal.ApiClients.Keys;

/// <summary>Looks at what is held of a client's JWKS URL, once for each address that is saved, and tells its page.</summary>
public sealed partial class HeldKeysPanel(GetHeldKeys getHeldKeys, CurrentActor actors, ServerCalls calls)
{
    private ClientJwks? jwks;
    private (ClientId? Client, string Address) looked;

    /// <summary>None while the client is being added.</summary>
    [Parameter, EditorRequired]
    public ClientId? ClientId { get; set; }

    /// <summary>The address as it is saved.</summary>
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

        await calls.TryAsync("look at what is held of a JWKS URL", async () =>
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
