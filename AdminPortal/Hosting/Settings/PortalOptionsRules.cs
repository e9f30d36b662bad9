namespace AdminPortal.Hosting.Settings;

/// <summary>What must hold for each setting beyond its type. Relative paths are resolved before these rules are asked.</summary>
internal static class PortalOptionsRules
{
    private const string ReadableFile = "must name a file that exists";

    private static readonly string[] SigningAlgorithms = ["RS256", "PS256", "ES256"];

    private static readonly Rule[] Rules =
    [
        new("Issuer", "must be an origin such as https://portal.example, without a path or a closing slash, in lower case, "
            + "and with a port only where it is not the scheme's own", o => Addresses.IsOrigin(o.Issuer)),
        new("ManagementUrl", "must be a listening address such as http://localhost:5081, with a port and without a path",
            o => Addresses.IsListeningAddress(o.ManagementUrl)),
        new("Setup:UserName", "must not be blank", o => o.Setup.UserName is null || !string.IsNullOrWhiteSpace(o.Setup.UserName)),
        new("Setup:UserName", "must be set when Portal:Setup:Password (or PasswordFile) is",
            o => o.Setup.UserName is not null || !HasPassword(o.Setup)),
        new("Setup:Password", "(or Portal:Setup:PasswordFile) must be set when Portal:Setup:UserName is",
            o => o.Setup.UserName is null || HasPassword(o.Setup)),
        new("Setup:PasswordFile", "must not be set beside Portal:Setup:Password: keep one of the two",
            o => o.Setup.Password is null || o.Setup.PasswordFile is null),
        new("Setup:PasswordFile", ReadableFile, o => IsFile(o.Setup.PasswordFile)),
        new("Setup:Catalogue", "must be sample or none",
            o => o.Setup.Catalogue is SetupOptions.SampleCatalogue or SetupOptions.NoCatalogue),
        new("Catalogue:File", ReadableFile, o => IsFile(o.Catalogue.File)),
        new("Throttling:FailuresPerMinute", "must be from 1 to 10000", o => o.Throttling.FailuresPerMinute is >= 1 and <= 10_000),
        new("Assertions:MaxLifetimeMinutes", "must be from 1 to 1440", o => o.Assertions.MaxLifetimeMinutes is >= 1 and <= 1440),
        new("Tokens:RetentionDays", "must be from 1 to 3650", o => o.Tokens.RetentionDays is >= 1 and <= 3650),
        new("Tokens:SigningAlgorithm", "must be RS256, PS256 or ES256", o => SigningAlgorithms.Contains(o.Tokens.SigningAlgorithm)),
        new("Audit:RetentionDays", "must be from 1 to 3650", o => o.Audit.RetentionDays is >= 1 and <= 3650),
        new("Protection:CertificateFile", ReadableFile, o => IsFile(o.Protection.CertificateFile)),
        new("Protection:CertificateFile", "must be set when Portal:Protection:CertificatePasswordFile is",
            o => o.Protection.CertificateFile is not null || o.Protection.CertificatePasswordFile is null),
        new("Protection:CertificatePasswordFile", ReadableFile, o => IsFile(o.Protection.CertificatePasswordFile)),
    ];

    private static readonly EntryRule[] EntryRules =
    [
        new("TrustedProxies", "must be an address or a network, such as 10.0.0.5 or 10.0.0.0/8",
            o => o.TrustedProxies, entry => Addresses.TryParseNetwork(entry, out _)),
        new("Assertions:AdditionalAudiences", "must not be blank",
            o => o.Assertions.AdditionalAudiences, entry => !string.IsNullOrWhiteSpace(entry)),
        new("JwksFetch:AllowedHosts", "must be a host or host:port, such as keys.internal:8443",
            o => o.JwksFetch.AllowedHosts, Addresses.IsHost),
    ];

    public static IEnumerable<string> Faults(PortalOptions options) =>
        Rules.Where(rule => !rule.Holds(options)).Select(rule => $"{PortalOptions.Section}:{rule.Key} {rule.Demand}")
            .Concat(EntryRules.SelectMany(rule => rule.Faults(options)));

    private static bool HasPassword(SetupOptions setup) => setup.Password is not null || setup.PasswordFile is not null;

    private static bool IsFile(string? path) => path is null || File.Exists(path);

    private sealed record Rule(string Key, string Demand, Func<PortalOptions, bool> Holds);

    private sealed record EntryRule(
        string Key, string Demand, Func<PortalOptions, IReadOnlyList<string>> Entries, Func<string, bool> Holds)
    {
        public IEnumerable<string> Faults(PortalOptions options) =>
            from entry in Entries(options).Index()
            where !Holds(entry.Item)
            select $"{PortalOptions.Section}:{Key}:{entry.Index} {Demand}";
    }
}
