using System.Net.Http.Json;
using System.Text.Json;
using AdminPortal.Domain;

namespace AdminPortal.Tests.Support;

/// <summary>What a client with a secret asks of a started portal.</summary>
internal static class PortalCalls
{
    /// <summary>The answer of <c>/oauth2/v1/{endpoint}</c>, whatever its status.</summary>
    public static async Task<JsonElement> PostAsync(
        this PortalProcess portal, string endpoint, ClientId client, string secret, (string Name, string Value) parameter)
    {
        using var http = new HttpClient();
        using var form = new FormUrlEncodedContent([new("client_id", client.Value), new("client_secret", secret), new(parameter.Name, parameter.Value)]);
        using var response = await http.PostAsync(new Uri(portal.PublicUrl, $"/oauth2/v1/{endpoint}"), form, TestContext.Current.CancellationToken);
        return await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
    }
}
