using AdminPortal.Domain;
using AdminPortal.Domain.ApiClients;
using AdminPortal.Domain.ApiClients.Rules;
using AdminPortal.Domain.ApiResources;
using AdminPortal.Domain.Permissions.Rules;
using AdminPortal.Domain.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AdminPortal.Tests.Load.Seeding;

/// <summary>
/// The rooms of the domain on a store that the portal has made and left. It is not started here: a second start could make keys of an
/// algorithm that the portal under measurement does not sign with.
/// </summary>
internal sealed class SeededStore : IAsyncDisposable
{
    private const int ServicesOfAClient = 2;

    private readonly ServiceProvider _services;

    private SeededStore(ServiceProvider services) => _services = services;

    public static Actor Operator { get; } = new Actor.OnHost("load");

    public static string DatabaseOf(string dataDirectory) => Path.Combine(dataDirectory, "portal.db");

    public static SeededStore Open(string dataDirectory) => new(new ServiceCollection()
        .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning))
        .AddSingleton(TimeProvider.System)
        .AddPortalDomain(new StoreOptions
        {
            DatabaseFile = DatabaseOf(dataDirectory),
            ProtectionKeyFile = Path.Combine(dataDirectory, "protection.key"),
        })
        .BuildServiceProvider());

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>A client past the use cases, by the door that they ask.</summary>
    public ApiClient Register(ApiClientDetails details, DateTimeOffset now) => ApiClient.Register(
        Get<ApiClientDetailsValidator>().Read(details).Value, new CheckedRoles(details.Roles), Operator.Name, now);

    /// <summary>A role at each of two services of the default resource server, by service ID.</summary>
    public async Task<IReadOnlyDictionary<string, string>> RolesAsync()
    {
        var catalogue = await Get<ListResourceServers>().ExecuteAsync(Operator, CancellationToken.None);
        return catalogue.Value.Single(server => server.IsDefault).Services
            .Take(ServicesOfAClient)
            .ToDictionary(service => service.Id, service => service.Roles[0].Id, StringComparer.Ordinal);
    }

    /// <summary>Those that the token records were spread over.</summary>
    public async Task<IReadOnlyList<ClientId>> OldestClientsAsync(int count)
    {
        await using var db = await Get<PortalStore>().ReadAsync(CancellationToken.None);
        return await db.ApiClients.OrderBy(client => client.CreatedAt).ThenBy(client => client.Id).Select(client => client.Id).Take(count).ToListAsync();
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
