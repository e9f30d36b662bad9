namespace AdminPortal.Shell.Navigation;

// This room owns where pages are and how people get there. It protects addresses, which are named in one place. It must never decide who
// may open a page: it only omits what would be refused.

/// <summary>Every page people can navigate to. Navigation, breadcrumb and landing pages read it, and nothing else names a path.</summary>
public static class SiteMap
{
    public static SitePage Administration { get; } = new(
        "Administration", "/administration", null, "Everything that is set up once and then maintained.");

    public static SitePage ApiConfiguration { get; } = new(
        "API Configuration", "/administration/api-configuration", Administration, "How applications access your services, and what they may do there.");

    public static SitePage OneApi { get; } = new(
        "OneAPI", "/administration/api-configuration/oneapi", ApiConfiguration, "Applications that call your APIs, and the APIs they call.");

    public static SitePage ApiClients { get; } = new(
        "API Clients",
        "/administration/api-configuration/oneapi/api-clients",
        OneApi,
        "The applications that may request access tokens, and how they authenticate.",
        "API Clients");

    public static SitePage ApiResources { get; } = new(
        "API Resources",
        "/administration/api-configuration/oneapi/api-resources",
        OneApi,
        "The services that accept access tokens, and the roles each of them offers.",
        "API Resources");

    public static SitePage Tokens { get; } = new(
        "Tokens",
        "/administration/api-configuration/oneapi/tokens",
        OneApi,
        "The access tokens on record: which client holds them, when they expire, and how to revoke them.",
        "Tokens");

    public static SitePage SigningKeys { get; } = new(
        "Signing Keys",
        "/administration/api-configuration/oneapi/signing-keys",
        OneApi,
        "The keys that sign access tokens, from their publication to their retirement.",
        "Signing Keys");

    /// <summary>The start page until there is a dashboard.</summary>
    public static SitePage Start => ApiClients;

    public static IReadOnlyList<SitePage> Pages { get; } = [Administration, ApiConfiguration, OneApi, ApiClients, ApiResources, Tokens, SigningKeys];

    public static IEnumerable<SitePage> ChildrenOf(SitePage? parent) => Pages.Where(page => page.Parent == parent);

    public static SitePage? At(string path) =>
        Pages.FirstOrDefault(page => string.Equals(page.Path, path.TrimEnd('/'), StringComparison.OrdinalIgnoreCase));

    /// <summary>The deepest page whose path is a prefix of this address: the nearest existing page.</summary>
    public static SitePage Nearest(string path) =>
        Pages.Where(page => $"{path}/".StartsWith($"{page.Path}/", StringComparison.OrdinalIgnoreCase)).MaxBy(page => page.Path.Length) ?? Start;
}
