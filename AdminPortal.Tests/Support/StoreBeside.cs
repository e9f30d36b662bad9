using AdminPortal.Domain;
using AdminPortal.Domain.ApiClients;
using AdminPortal.Domain.ApiClients.Rules;
using AdminPortal.Domain.ApiClients.Rules.Jwks.Fetching;
using AdminPortal.Domain.ApiClients.Rules.Secrets;
using AdminPortal.Domain.ApiResources;
using AdminPortal.Domain.Permissions.Rules;
using AdminPortal.Domain.Starting;
using AdminPortal.Domain.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace AdminPortal.Tests.Support;

/// <summary>The use cases on the store of a running program, as somebody on its host would reach it: to seed it, and to look behind it.</summary>
public sealed class StoreBeside : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private StoreBeside(ServiceProvider services) => _services = services;

    public static Actor Operator { get; } = new Actor.OnHost("test");

    /// <summary>Clients may publish keys at these hosts, whatever their addresses.</summary>
    public static Task<StoreBeside> OpenAsync(PortalProcess portal, params string[] keyHosts) => OpenAsync(portal.DataDirectory, keyHosts);

    public static Task<StoreBeside> OpenAsync(string dataDirectory, params string[] keyHosts) => OpenAsync(dataDirectory, TimeProvider.System, keyHosts);

    /// <summary>On a machine whose clock is this one.</summary>
    public static async Task<StoreBeside> OpenAsync(string dataDirectory, TimeProvider clock, params string[] keyHosts)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton(clock);
        services.AddSingleton(new JwksFetchOptions(keyHosts));
        services.AddPortalDomain(new StoreOptions
        {
            DatabaseFile = Path.Combine(dataDirectory, "portal.db"),
            ProtectionKeyFile = Path.Combine(dataDirectory, "protection.key"),
        });
        var store = new StoreBeside(services.BuildServiceProvider());
        await store.Get<StoreStart>().RunBesideAsync(TestContext.Current.CancellationToken);
        return store;
    }

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>Adds a client with a role at each of the first services, and as many secrets as validities are given.</summary>
    public async Task<(ClientId Id, IReadOnlyList<string> Secrets)> AddClientAsync(string name, int services = 1, bool isActive = true, params int[] validDays)
    {
        var catalogue = await Get<ListResourceServers>().ExecuteAsync(Operator, CancellationToken.None);
        var roles = catalogue.Value[0].Services.Take(services).ToDictionary(service => service.Id, service => service.Roles[0].Id, StringComparer.Ordinal);
        var secrets = validDays.Select(days => (Plain: PlaintextSecret.Generate(), Days: SecretValidity.Create($"{days}").Value)).ToList();
        var added = await Get<AddApiClient>().ExecuteAsync(
            new AddApiClientCommand(
                new ApiClientDetails { Name = name, Description = $"What {name} does, and who looks after it", IsActive = isActive, Roles = roles },
                [.. secrets.Select(secret => new PendingSecret(secret.Plain.Hash(), secret.Days))]),
            Operator,
            CancellationToken.None);
        return (added.Value, [.. secrets.Select(secret => secret.Plain.Reveal())]);
    }

    /// <summary>Another description, as somebody else would save it meanwhile.</summary>
    public async Task DescribeAsync(ClientId id, string description)
    {
        var client = (await Get<GetApiClient>().ExecuteAsync(id, Operator, CancellationToken.None)).Value;
        var command = new UpdateApiClientCommand(id, client.Version, client.Details with { Description = description });
        Assert.IsType<UpdateApiClientOutcome.Updated>(await Get<UpdateApiClient>().ExecuteAsync(command, Operator, CancellationToken.None));
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
