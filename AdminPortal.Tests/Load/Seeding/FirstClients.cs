using System.Text.Json;
using AdminPortal.Domain.ApiClients.Rules;
using AdminPortal.Domain.ApiClients.Rules.PublicKeys;
using AdminPortal.Domain.ApiClients.Rules.Secrets;
using AdminPortal.Domain.Storage;

namespace AdminPortal.Tests.Load.Seeding;

/// <summary>The two clients that every measurement asks with: one proves itself by a secret, one by a key.</summary>
internal static class FirstClients
{
    public static async Task AddAsync(string dataDirectory, string publicKeyFile, string file)
    {
        await using var store = SeededStore.Open(dataDirectory);
        var (roles, now) = (await store.RolesAsync(), DateTimeOffset.UtcNow);
        var bySecret = store.Register(new ApiClientDetails { Name = "Load by secret", Roles = roles }, now);
        var secret = PlaintextSecret.Generate();
        bySecret.AddSecret(secret.Hash(), SecretValidity.Default, SeededStore.Operator.Name, now);

        var byKey = store.Register(new ApiClientDetails { Name = "Load by key", Roles = roles }, now);
        var pem = PemPublicKeyReader.Read(await File.ReadAllBytesAsync(publicKeyFile), now).Value[0];
        byKey.AddPublicKeys([new NewPublicKey(PublicKeyName.Create("Load").Value, pem)], SeededStore.Operator.Name, now);

        await using (var change = await store.Get<PortalStore>().BeginChangeAsync(CancellationToken.None))
        {
            change.Db.ApiClients.AddRange(bySecret, byKey);
            await change.CommitAsync(CancellationToken.None);
        }

        // The secret of a throw-away store on this machine: the load generator must present it.
        await File.WriteAllTextAsync(file, JsonSerializer.Serialize(new
        {
            secret = new { id = bySecret.Id.Value, secret = secret.Reveal() },
            key = new { id = byKey.Id.Value },
        }));
    }
}
