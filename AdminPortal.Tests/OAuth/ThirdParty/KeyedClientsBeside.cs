using AdminPortal.Domain;
using AdminPortal.Domain.ApiClients;
using AdminPortal.Domain.ApiClients.Rules;
using AdminPortal.Domain.ApiClients.Rules.PublicKeys;
using AdminPortal.Domain.ApiResources;
using AdminPortal.Tests.Support;

namespace AdminPortal.Tests.OAuth.ThirdParty;

/// <summary>Clients with keys in the store of a running program, each with a role at the default resource server of the sample catalogue.</summary>
internal static class KeyedClientsBeside
{
    public static async Task<ClientId> AddKeyedClientAsync(this StoreBeside store, ApiClientDetails details, params VerificationKey[] keys)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var catalogue = await store.Get<ListResourceServers>().ExecuteAsync(StoreBeside.Operator, cancellation);
        var service = catalogue.Value.Single(server => server.IsDefault).Services[0];
        var added = await store.Get<AddApiClient>().ExecuteAsync(
            new AddApiClientCommand(
                details with { Roles = new Dictionary<string, string>(StringComparer.Ordinal) { [service.Id] = service.Roles[0].Id } }, [])
            {
                PublicKeys = [.. keys.Select((key, position) => new NewPublicKey(PublicKeyName.Create($"Key {position + 1}").Value, new PemKey(key, null)))],
            },
            StoreBeside.Operator,
            cancellation);
        return added.Value;
    }
}
