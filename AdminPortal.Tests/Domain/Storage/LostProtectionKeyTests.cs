using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using AdminPortal.Domain;
using AdminPortal.Domain.SigningKeys;
using AdminPortal.Domain.Starting;
using AdminPortal.Domain.Storage;
using AdminPortal.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace AdminPortal.Tests.Domain.Storage;

/// <summary>A store and the key of its keys belong together.</summary>
public sealed class LostProtectionKeyTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string KeyFile => Path.Combine(_folder.FullPath, "protection.key");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Without_its_key_a_store_is_not_opened_and_no_new_key_is_made()
    {
        await StartAsync();
        var key = await File.ReadAllBytesAsync(KeyFile, TestContext.Current.CancellationToken);
        File.Delete(KeyFile);

        var refused = await Assert.ThrowsAsync<StoreStartException>(() => StartAsync());

        Assert.Contains("protection.key is missing", refused.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(KeyFile));
        await File.WriteAllBytesAsync(KeyFile, key, TestContext.Current.CancellationToken);
        await StartAsync();
    }

    [Fact]
    public async Task With_another_key_the_start_says_which_file_to_restore()
    {
        await StartAsync();
        await File.WriteAllBytesAsync(KeyFile, RandomNumberGenerator.GetBytes(32), TestContext.Current.CancellationToken);

        var refused = await Assert.ThrowsAsync<StoreStartException>(() => StartAsync());

        Assert.Contains(KeyFile, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_certificate_may_take_over_from_the_file()
    {
        var before = await StartAsync();

        using var rsa = RSA.Create(2048);
        using var certificate = new CertificateRequest("CN=portal", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(30));

        Assert.Equal(before, await StartAsync(certificate));
    }

    /// <summary>Starts the store and answers its published keys.</summary>
    private async Task<string> StartAsync(X509Certificate2? certificate = null)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton(TimeProvider.System);
        services.AddPortalDomain(new StoreOptions
        {
            DatabaseFile = Path.Combine(_folder.FullPath, "portal.db"),
            ProtectionKeyFile = KeyFile,
            ProtectionCertificate = certificate,
        });
        await using var provider = services.BuildServiceProvider();
        await provider.GetRequiredService<StoreStart>().RunAsync(TestContext.Current.CancellationToken);
        return string.Join(' ', provider.GetRequiredService<SigningKeyRing>().PublicJwks);
    }
}
