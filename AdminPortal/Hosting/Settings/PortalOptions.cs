namespace AdminPortal.Hosting.Settings;

/// <summary>
/// Every setting below <c>Portal:</c>, with its default. A setting is one property here and, where not every value of its
/// type is right, one row in <see cref="PortalOptionsValidator"/>; a key without a property stops the start.
/// </summary>
public sealed record PortalOptions
{
    public const string Section = "Portal";

    public string Issuer { get; init; } = "http://localhost:5080";

    public string ManagementUrl { get; init; } = "http://localhost:5081";

    public string? DataDirectory { get; init; }

    public IReadOnlyList<string> TrustedProxies { get; init; } = [];

    public SetupOptions Setup { get; init; } = new();

    [NotUsedYet]
    public CatalogueOptions Catalogue { get; init; } = new();

    public ThrottlingOptions Throttling { get; init; } = new();

    public AssertionsOptions Assertions { get; init; } = new();

    public JwksFetchOptions JwksFetch { get; init; } = new();

    public TokensOptions Tokens { get; init; } = new();

    public AuditOptions Audit { get; init; } = new();

    public ProtectionOptions Protection { get; init; } = new();

    /// <summary>Decides on Secure cookies, their <c>__Host-</c> names and HSTS; the request's scheme is not considered.</summary>
    public bool IssuerIsHttps => Issuer.StartsWith("https://", StringComparison.Ordinal);
}

/// <summary>The first administrator and the first catalogue; read at the first start only.</summary>
public sealed record SetupOptions
{
    public const string SampleCatalogue = "sample";
    public const string NoCatalogue = "none";

    public string? UserName { get; init; }

    /// <summary>The password, whether it came as a value or from <see cref="PasswordFile"/>.</summary>
    public SetupPassword? Password { get; init; }

    public string? PasswordFile { get; init; }

    public string Catalogue { get; init; } = SampleCatalogue;
}

/// <summary>The catalogue file that is followed after the first start.</summary>
public sealed record CatalogueOptions
{
    public string? File { get; init; }
}

/// <summary>How many failed authentications a minute are answered before 429.</summary>
public sealed record ThrottlingOptions
{
    public int FailuresPerMinute { get; init; } = 30;
}

/// <summary>The requirements on client assertions.</summary>
public sealed record AssertionsOptions
{
    public IReadOnlyList<string> AdditionalAudiences { get; init; } = [];

    public bool RequireJwtId { get; init; } = true;

    public int MaxLifetimeMinutes { get; init; } = 10;
}

/// <summary>Hosts that may be private addresses or plain http when client keys are fetched.</summary>
public sealed record JwksFetchOptions
{
    public IReadOnlyList<string> AllowedHosts { get; init; } = [];
}

/// <summary>How access tokens are signed and how long their records are kept.</summary>
public sealed record TokensOptions
{
    public int RetentionDays { get; init; } = 30;

    public string SigningAlgorithm { get; init; } = "RS256";
}

/// <summary>How long audit entries are kept.</summary>
public sealed record AuditOptions
{
    public int RetentionDays { get; init; } = 180;
}

/// <summary>The certificate that wraps stored keys instead of the key file.</summary>
public sealed record ProtectionOptions
{
    public string? CertificateFile { get; init; }

    public string? CertificatePasswordFile { get; init; }
}
