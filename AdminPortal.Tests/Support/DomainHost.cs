using AdminPortal.Domain;
using AdminPortal.Domain.Administrators;
using AdminPortal.Domain.ApiClients;
using AdminPortal.Domain.ApiClients.Rules;
using AdminPortal.Domain.ApiResources;
using AdminPortal.Domain.ApiResources.Rules;
using AdminPortal.Domain.Permissions.Rules;
using AdminPortal.Domain.Starting;
using AdminPortal.Domain.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AdminPortal.Tests.Support;

/// <summary>The domain on a real SQLite file of its own, with a clock that the test sets and three administrators.</summary>
public sealed class DomainHost : IAsyncDisposable
{
    private const string Database = "portal.db";
    private const string ProtectionKey = "protection.key";

    // Migrations and the making of keys are most of what a first start costs: it happens once, and every host begins with a copy.
    private static readonly Lazy<Task<IReadOnlyList<(string Name, byte[] Content)>>> FirstStart = new(StartForTheFirstTimeAsync);

    private readonly string _directory = Directory.CreateTempSubdirectory("adminportal-test-").FullName;

    private DomainHost()
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<TimeProvider>(Clock);
        services.AddPortalDomain(new StoreOptions
        {
            DatabaseFile = DatabaseFile,
            ProtectionKeyFile = Path.Combine(_directory, ProtectionKey),
        });
        Services = services.BuildServiceProvider(validateScopes: true);
    }

    public SkewedClock Clock { get; } = new(new DateTimeOffset(2027, 1, 15, 9, 30, 0, TimeSpan.Zero));

    public ServiceProvider Services { get; }

    public string DatabaseFile => Path.Combine(_directory, Database);

    /// <summary>Full everywhere. Whatever the clock says, each of the three has just proved their password.</summary>
    public Actor Superuser { get => Proved(field); private set; } = null!;

    /// <summary>View Only everywhere.</summary>
    public Actor Auditor { get => Proved(field); private set; } = null!;

    /// <summary>An administrator without a role.</summary>
    public Actor Nobody { get => Proved(field); private set; } = null!;

    /// <summary>A store as the first start leaves it.</summary>
    public static async Task<DomainHost> StartWithoutAdministratorsAsync()
    {
        var files = await FirstStart.Value;
        var host = new DomainHost();
        foreach (var (name, content) in files)
        {
            await File.WriteAllBytesAsync(Path.Combine(host._directory, name), content, Cancellation);
        }

        await host.Get<StoreStart>().RunAsync(Cancellation);
        return host;
    }

    public static async Task<DomainHost> StartAsync()
    {
        var host = await StartWithoutAdministratorsAsync();
        host.Superuser = await host.AddAdministratorAsync("superuser", AdminRole.SuperAdministrator);
        host.Auditor = await host.AddAdministratorAsync("auditor", AdminRole.Auditor);
        host.Nobody = await host.AddAdministratorAsync("nobody", null);
        return host;
    }

    public static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public T Get<T>()
        where T : notnull => Services.GetRequiredService<T>();

    /// <summary>A context to look behind the use cases.</summary>
    public Task<PortalDbContext> ReadAsync() => Get<PortalStore>().ReadAsync(Cancellation);

    public async Task<IReadOnlyList<ResourceServer>> CatalogueAsync() =>
        (await Get<ListResourceServers>().ExecuteAsync(Superuser, Cancellation)).Value;

    /// <summary>A role by service and name, such as <c>("ZIA", "API_Role01")</c>, as the details of a client take it.</summary>
    public async Task<KeyValuePair<string, string>> RoleAsync(string service, string role)
    {
        var found = (await CatalogueAsync()).SelectMany(server => server.Services).Single(s => s.Name == service);
        return new(found.Id, found.Roles.Single(r => r.Name == role).Id);
    }

    public async Task<ClientId> AddClientAsync(ApiClientDetails details, params PendingSecret[] secrets)
    {
        var added = await Get<AddApiClient>().ExecuteAsync(new AddApiClientCommand(details, secrets), Superuser, Cancellation);
        return added.Value;
    }

    public async Task<Actor> AddAdministratorAsync(string userName, string? role)
    {
        await using var change = await Get<PortalStore>().BeginChangeAsync(Cancellation);
        var administrator = new Administrator { UserName = userName, NormalizedUserName = userName.ToUpperInvariant() };
        administrator.StoredRoles.AddRange(await change.Db.AdminRoles.Where(r => r.Name == role).ToListAsync(Cancellation));
        change.Db.Administrators.Add(administrator);
        await change.CommitAsync(Cancellation);
        return Proved(new Actor.SignedIn(administrator.Id, userName, "192.0.2.1"));
    }

    private static async Task<IReadOnlyList<(string Name, byte[] Content)>> StartForTheFirstTimeAsync()
    {
        await using var host = new DomainHost();
        await host.Get<StoreStart>().RunAsync(CancellationToken.None);
        // The last connection that closes carries the log over into the file.
        await host.Services.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        return [.. new[] { Database, ProtectionKey }.Select(name => (name, File.ReadAllBytes(Path.Combine(host._directory, name))))];
    }

    private Actor Proved(Actor actor) => actor is Actor.SignedIn signedIn ? signedIn with { ProvedAt = Clock.GetUtcNow() } : actor;

    public async ValueTask DisposeAsync()
    {
        await Services.DisposeAsync();
        DeleteStore();
    }

    private void DeleteStore()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        try
        {
            Directory.Delete(_directory, recursive: true);
        }
        catch (IOException) when (Directory.Exists(_directory))
        {
            // A page's look at the store was still under way, and has opened it once more.
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            Directory.Delete(_directory, recursive: true);
        }
    }
}
