using System.Globalization;
using AdminPortal.Domain.ApiClients.Rules;
using AdminPortal.Domain.ApiClients.Rules.Secrets;
using AdminPortal.Domain.Storage;

namespace AdminPortal.Tests.Load.Seeding;

/// <summary>
/// Clients as a large tenant has them: each with a secret and two roles, their secrets ending at different times, every twentieth disabled.
/// The file names the active ones, as the form fields that they send.
/// </summary>
internal static class ManyClients
{
    private const int Batch = 1_000;
    private const int DisabledEvery = 20;

    public static async Task AddAsync(string dataDirectory, int count, string file)
    {
        await using var store = SeededStore.Open(dataDirectory);
        await using var lines = File.CreateText(file);
        var (roles, now) = (await store.RolesAsync(), DateTimeOffset.UtcNow);
        foreach (var numbers in Enumerable.Range(1, count + (count / DisabledEvery)).Chunk(Batch))
        {
            await using var change = await store.Get<PortalStore>().BeginChangeAsync(CancellationToken.None);
            change.Db.ChangeTracker.AutoDetectChangesEnabled = false;
            foreach (var number in numbers)
            {
                var (client, secret) = Register(store, number, roles, now);
                change.Db.ApiClients.Add(client);
                if (client.Status == ClientStatus.Active)
                {
                    await lines.WriteLineAsync($"client_id={client.Id.Value}&client_secret={secret.Reveal()}");
                }
            }

            await change.CommitAsync(CancellationToken.None);
        }
    }

    private static (ApiClient Client, PlaintextSecret Secret) Register(
        SeededStore store, int number, IReadOnlyDictionary<string, string> roles, DateTimeOffset now)
    {
        var details = new ApiClientDetails
        {
            Name = string.Create(CultureInfo.InvariantCulture, $"Service {number:D6} of region {number % 97}"),
            Description = string.Create(CultureInfo.InvariantCulture, $"Reads reports for the team {number % 1_013}, nightly"),
            IsActive = number % (DisabledEvery + 1) != 0,
            Roles = roles,
        };
        var client = store.Register(details, now);
        var secret = PlaintextSecret.Generate();
        var days = SecretValidity.MinDays + (number % (SecretValidity.MaxDays - SecretValidity.MinDays));
        client.AddSecret(
            secret.Hash(),
            SecretValidity.Create(days.ToString(CultureInfo.InvariantCulture)).Value,
            SeededStore.Operator.Name,
            now.AddDays(-(number % SecretValidity.MinDays)));
        return (client, secret);
    }
}
