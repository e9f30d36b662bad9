namespace AdminPortal.Domain.TokenService;

/// <summary>The audiences of the catalogue as the store had them at one moment. A trailing slash makes no difference.</summary>
public sealed class CatalogueSnapshot
{
    private readonly Dictionary<string, string> _audiences;

    public CatalogueSnapshot(IEnumerable<string> audiences, string? defaultAudience)
    {
        _audiences = audiences.DistinctBy(WithoutSlash).ToDictionary(WithoutSlash, StringComparer.Ordinal);
        DefaultAudience = defaultAudience;
    }

    /// <summary>The resource server that a request without a target means; there may be none.</summary>
    public string? DefaultAudience { get; }

    /// <summary>The audience as the catalogue writes it; null for an unknown one.</summary>
    public string? Find(string target) => _audiences.GetValueOrDefault(WithoutSlash(target));

    private static string WithoutSlash(string audience) => audience.EndsWith('/') ? audience[..^1] : audience;
}
