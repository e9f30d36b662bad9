using System.Security.Cryptography.X509Certificates;

namespace AdminPortal.Domain.Storage;

/// <summary>Where the store is and what wraps its keys.</summary>
public sealed record StoreOptions
{
    public required string DatabaseFile { get; init; }

    /// <summary>Created if missing; unused when there is a certificate.</summary>
    public required string ProtectionKeyFile { get; init; }

    /// <summary>Wraps the key ring in place of <see cref="ProtectionKeyFile"/>; holds its private key.</summary>
    public X509Certificate2? ProtectionCertificate { get; init; }

    /// <summary>The description of this process that a second one reads while this one holds the store.</summary>
    public string Holder { get; init; } = "AdminPortal";

    /// <summary>Whether the first start loads the sample catalogue.</summary>
    public bool LoadsSampleCatalogue { get; init; } = true;
}
