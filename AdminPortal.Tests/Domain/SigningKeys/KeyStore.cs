using AdminPortal.Domain;
using AdminPortal.Domain.SigningKeys.Rules;
using AdminPortal.Domain.Starting;
using AdminPortal.Domain.Storage;
using AdminPortal.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace AdminPortal.Tests.Domain.SigningKeys;

/// <summary>One store, and programs that start on it one after the other or at the same time, each with its own setting.</summary>
internal sealed class KeyStore : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<ServiceProvider> _programs = [];

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2027, 1, 15, 9, 30, 0, TimeSpan.Zero));

    /// <summary>A program of its own: nothing but the store's file connects it to the others.</summary>
    public async Task<ServiceProvider> StartAsync(string? algorithm = null)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<TimeProvider>(Clock);
        services.AddPortalDomain(new StoreOptions
        {
            DatabaseFile = Path.Combine(_folder.FullPath, "portal.db"),
            ProtectionKeyFile = Path.Combine(_folder.FullPath, "protection.key"),
        });
        services.AddSingleton(new SigningKeyOptions { Algorithm = algorithm });
        var program = services.BuildServiceProvider();
        _programs.Add(program);
        var start = program.GetRequiredService<StoreStart>();
        await start.RunAsync(DomainHost.Cancellation);
        // Lets go of the data directory, so that the next one may start beside it, as a node beside another.
        start.Dispose();
        return program;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var program in _programs)
        {
            await program.DisposeAsync();
        }

        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _folder.Dispose();
    }
}
