using AdminPortal.Domain;
using AdminPortal.Domain.ApiClients;
using AdminPortal.Domain.ApiClients.Jwks.Fetching;
using AdminPortal.Domain.ApiClients.Rules;
using AdminPortal.Domain.ApiClients.Rules.Jwks.Fetching;
using AdminPortal.Domain.ApiClients.Rules.Secrets;
using AdminPortal.Domain.ApiResources;
using AdminPortal.Domain.ApiResources.Rules;
using AdminPortal.Domain.Auditing.Keeping;
using AdminPortal.Domain.Permissions.Rules;
using AdminPortal.Domain.SigningKeys.Rules;
using AdminPortal.Domain.Starting;
using AdminPortal.Domain.Storage;
using AdminPortal.Domain.Storage.Outside;
using AdminPortal.Domain.Storage.Seams;
using AdminPortal.Domain.Storage.Sqlite.ReadingClients;
using AdminPortal.Domain.Timekeeping.Rules;
using AdminPortal.Domain.TokenFailures.Rules;
using AdminPortal.Hosting;
using AdminPortal.OAuth;
using AdminPortal.Tests.Storage;
using AdminPortal.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace AdminPortal.Tests.OAuth;

/// <summary>A client of the test, with its secret in the clear.</summary>
internal sealed record TestClient(ClientId Id, string Secret);

/// <summary>
/// The OAuth endpoints on a real listener and a real SQLite file, with a clock that the test sets and a catalogue of two resource
/// servers. Its settings let a test fail as often as it needs to.
/// </summary>
public sealed class OAuthHost : IAsyncLifetime
{
    public const string Api = "https://api.example";
    public const string Operations = "https://operations.example/";
    public const string ReaderScope = "zia.reader";
    public const string AdminScope = "zdx.admin";
    public const string OperatorScope = "ops.operator";

    internal static readonly (string Service, string Role) Reader = ("ZIA", "Reader");
    internal static readonly (string Service, string Role) Writer = ("ZIA", "Writer");
    internal static readonly (string Service, string Role) Admin = ("ZDX", "Admin");
    internal static readonly (string Service, string Role) Operator = ("OPS", "Operator");

    private readonly TemporaryFolder _folder = new();
    private readonly string[] _settings;
    private WebApplication _app = null!;
    private int _clients;

    public OAuthHost()
        : this("--Portal:Throttling:FailuresPerMinute=10000")
    {
    }

    internal OAuthHost(params string[] settings) => _settings = settings;

    public static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static Actor Superuser { get; } = new Actor.OnHost("test");

    public FakeTimeProvider Clock { get; init; } = new(DateTimeOffset.FromUnixTimeSeconds(DateTimeOffset.UtcNow.ToUnixTimeSeconds()));

    public HttpClient Http { get; private set; } = null!;

    public Uri Url { get; private set; } = null!;

    public string Issuer => Url.GetLeftPart(UriPartial.Authority);

    internal LogLines Log { get; } = new();

    /// <summary>How often the store was asked, in whichever way.</summary>
    internal int StoreReads => Log.CommandCount + ((ClientReader)Get<IClientStore>()).ReadCount;

    /// <summary>A line for each refusal, unless a test says otherwise: its clock stands still, and so many fail in it.</summary>
    internal RefusalLogBounds LogBounds { get; init; } = new(10_000, 10_000);

    /// <summary>Which addresses names have when keys are fetched; those of the machine unless a test says otherwise.</summary>
    internal HostResolver? Names { get; init; }

    /// <summary>Whether it looks for what others commit, as a running portal does four times a second.</summary>
    internal bool LooksOutside { get; init; } = true;

    internal string DataDirectory => Path.Combine(_folder.FullPath, "data");

    /// <summary>Of the management listener.</summary>
    internal Uri ManagementUrl { get; private set; } = null!;

    /// <summary>The store of an earlier version that it starts on, instead of none.</summary>
    internal string Earlier
    {
        init => EarlierStore.CopyTo($"{_folder.FullPath}/data", value);
    }

    /// <summary>Everything the program has written to disk.</summary>
    internal IEnumerable<string> Files => DataFiles.In(_folder.FullPath);

    public async ValueTask InitializeAsync()
    {
        var (publicPort, managementPort) = FreePorts.Take();
        (Url, ManagementUrl) = (new Uri($"http://localhost:{publicPort}"), new Uri($"http://localhost:{managementPort}"));
        var builder = PortalHost.CreateBuilder(
        [
            $"--urls={Issuer}",
            $"--Portal:Issuer={Issuer}",
            $"--Portal:ManagementUrl={ManagementUrl.GetLeftPart(UriPartial.Authority)}",
            $"--Portal:DataDirectory={_folder.FullPath}/data",
            "--Portal:Setup:Catalogue=none",
            .. _settings,
        ]);
        var settings = builder.ReadSettings() ?? throw new InvalidOperationException("The test's own settings are wrong.");
        builder.AddHosting(settings);
        builder.AddDomain(StoreHosting.StoreOptionsOf(settings));
        builder.AddOAuth();
        builder.Services.AddSingleton<TimeProvider>(Clock);
        StillWorkOfItsOwn(builder.Services, settings.Options.Tokens.SigningAlgorithm);
        builder.Services.AddSingleton(LogBounds);
        if (Names is { } names)
        {
            builder.Services.AddSingleton(provider => new JwksFetcher(provider.GetRequiredService<OutboundAddressPolicy>(), names));
        }

        builder.Logging.ClearProviders().AddProvider(Log).AddFilter(LogLines.StoreCommands, LogLevel.Information);
        _app = builder.Build();
        await Get<StoreStart>().RunAsync(Cancellation);
        await Get<ImportCatalogue>().ExecuteIfEmptyAsync(Catalogue(), Superuser, Cancellation);
        _app.UseHosting();
        _app.MapOAuth();
        await _app.StartAsync(Cancellation);
        Http = new HttpClient { BaseAddress = Url };
    }

    // Done when a test says so: what a request asks of the store is counted, and nothing else may ask meanwhile.
    private void StillWorkOfItsOwn(IServiceCollection services, string signingAlgorithm)
    {
        services.AddSingleton(new FailureBounds { WrittenEvery = Timeout.InfiniteTimeSpan });
        services.AddSingleton(ClockBounds.Default with { LookedAtEvery = Timeout.InfiniteTimeSpan });
        services.AddSingleton(new SigningKeyOptions { Algorithm = signingAlgorithm, CheckedEvery = Timeout.InfiniteTimeSpan });
        services.Remove(services.Single(service => service.ImplementationType == typeof(AuditKeeping)));
        if (!LooksOutside)
        {
            services.Remove(services.Single(service => service.ImplementationType == typeof(OutsideChangeWatch)));
        }
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _folder.Dispose();
    }

    public T Get<T>()
        where T : notnull => _app.Services.GetRequiredService<T>();

    internal Task<TestClient> AddClientAsync(params (string Service, string Role)[] roles) =>
        AddClientAsync(new ApiClientDetails(), roles.Length > 0 ? roles : [Reader]);

    internal async Task<TestClient> AddClientAsync(ApiClientDetails details, params (string Service, string Role)[] roles)
    {
        var servers = (await Get<ListResourceServers>().ExecuteAsync(Superuser, Cancellation)).Value;
        var services = servers.SelectMany(server => server.Services).ToDictionary(service => service.Name);
        var secret = PlaintextSecret.Generate();
        var chosen = details with
        {
            Name = $"Client {Interlocked.Increment(ref _clients)}",
            Roles = roles.ToDictionary(
                held => services[held.Service].Id, held => services[held.Service].Roles.Single(role => role.Name == held.Role).Id),
        };
        var added = await Get<AddApiClient>().ExecuteAsync(
            new AddApiClientCommand(chosen, [new PendingSecret(secret.Hash(), SecretValidity.Default)]), Superuser, Cancellation);
        return new TestClient(added.Value, secret.Reveal());
    }

    internal async Task ChangeAsync(TestClient client, Func<ApiClientDetails, ApiClientDetails> change)
    {
        var view = (await Get<GetApiClient>().ExecuteAsync(client.Id, Superuser, Cancellation)).Value;
        var outcome = await Get<UpdateApiClient>().ExecuteAsync(
            new UpdateApiClientCommand(client.Id, view.Version, change(view.Details)), Superuser, Cancellation);
        Assert.IsType<UpdateApiClientOutcome.Updated>(outcome);
    }

    internal Task DisableAsync(TestClient client) => ChangeAsync(client, details => details with { IsActive = false });

    /// <summary>For what no use case does. What stands in braces goes as a parameter.</summary>
    internal async Task ExecuteSqlAsync(FormattableString sql)
    {
        await using var db = await Get<PortalStore>().ReadAsync(Cancellation);
        await db.Database.ExecuteSqlAsync(sql, Cancellation);
    }

    private static CatalogueFile Catalogue() => new(
    [
        new("Example APIs", "Example APIs", "", Api, IsDefault: true,
        [
            new("ZIA", "Internet Access", "Example Org", [new("Reader", ""), new("Writer", "")]),
            new("ZDX", "Digital Experience", "Example Org", [new("Admin", "")]),
        ]),
        new("Operations", "Operations", "", Operations, IsDefault: false,
            [new("OPS", "Operations", "Other Org", [new("Operator", "")])]),
    ]);
}
