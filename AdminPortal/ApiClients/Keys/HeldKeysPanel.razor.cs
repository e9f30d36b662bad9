using AdminPortal.Account;
using AdminPortal.Domain.ApiClients;
using AdminPortal.Domain.ApiClients.Jwks;
using Microsoft.AspNetCore.Components;

namespace AdminPortal.ApiClients.Keys;

/// <summary>Looks at what is held of a client's JWKS URL, once for each address that is saved, and tells its page.</summary>
public sealed partial class HeldKeysPanel(GetHeldKeys getHeldKeys, CurrentActor actors, ILogger<HeldKeysPanel> logger)
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

        try
        {
            var found = await getHeldKeys.ExecuteAsync(ClientId, await actors.GetAsync(), CancellationToken.None);
            jwks = found.IsSuccess ? found.Value : null;
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            // A look that fails must not take the form and all that was typed with it.
            LookingFailed(logger, fault);
        }

        if (jwks is not null)
        {
            await OnLook.InvokeAsync(jwks);
        }
    }

    [LoggerMessage(103, LogLevel.Error, "Looking at what is held of a JWKS URL failed")]
    private static partial void LookingFailed(ILogger logger, Exception fault);
}
