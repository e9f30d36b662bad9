using System.Security.Cryptography.X509Certificates;

namespace AdminPortal.Domain.Storage;

/// <summary>Where the store lies and what wraps its keys.</summary>
public sealed record StoreOptions
{
    public required string DatabaseFile { get; init; }

    /// <summary>Made when it does not exist; unused when there is a certificate.</summary>
    public required string ProtectionKeyFile { get; init; }

    /// <summary>Wraps the key ring in place of <see cref="ProtectionKeyFile"/>; holds its private key.</summary>
    public X509Certificate2? ProtectionCertificate { get; init; }

    /// <summary>How long the migrations at start may take before the start is given up.</summary>
    public TimeSpan MigrationTimeLimit { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Whether the first start loads the sample catalogue.</summary>
    public bool LoadsSampleCatalogue { get; init; } = true;
}
