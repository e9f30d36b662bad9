using OpenIddict.Abstractions;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace OpenIddictPeer;

/// <summary>The portal's two clients: one with its secret (kept as PBKDF2, by OpenIddict's choice), one with its public key.</summary>
internal static class PeerClients
{
    public const string Scope = "api";

    public static async Task RegisterAsync(IOpenIddictApplicationManager applications, PeerSettings settings)
    {
        var secret = settings.Clients.GetProperty("secret");
        await AddAsync(applications, Descriptor(secret.GetProperty("id").GetString()!, d => d.ClientSecret = secret.GetProperty("secret").GetString()));
        var key = settings.Clients.GetProperty("key");
        await AddAsync(applications, Descriptor(key.GetProperty("id").GetString()!, d => d.JsonWebKeySet = settings.ClientKeys()));
    }

    private static async Task AddAsync(IOpenIddictApplicationManager applications, OpenIddictApplicationDescriptor descriptor)
    {
        if (await applications.FindByClientIdAsync(descriptor.ClientId!) is null)
        {
            await applications.CreateAsync(descriptor);
        }
    }

    private static OpenIddictApplicationDescriptor Descriptor(string id, Action<OpenIddictApplicationDescriptor> prove)
    {
        var descriptor = new OpenIddictApplicationDescriptor
        {
            ClientId = id,
            DisplayName = "Load",
            ClientType = ClientTypes.Confidential,
            Permissions = { Permissions.Endpoints.Token, Permissions.GrantTypes.ClientCredentials, Permissions.Prefixes.Scope + Scope },
        };
        prove(descriptor);
        return descriptor;
    }
}
