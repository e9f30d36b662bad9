using System.Collections.Concurrent;
using AdminPortal.Domain.TokenService.Rules.Authentication;

namespace AdminPortal.Domain.TokenService.Rules;

/// <summary>
/// The catalogue as it was in the store at one moment: its audiences (a trailing slash makes no difference) and its roles. Clients that
/// hold the same roles share them here, so that a cached client stays small.
/// </summary>
public sealed class CatalogueSnapshot
{
    private const int MaxShared = 10_000;

    private readonly Dictionary<string, string> _audiences;
    private readonly IReadOnlyDictionary<(string ServiceId, string RoleId), GrantedRole> _roles;
    private readonly ConcurrentDictionary<string, HeldRoles> _held = new(StringComparer.Ordinal);

    public CatalogueSnapshot(
        long revision,
        IEnumerable<string> audiences,
        string? defaultAudience,
        IReadOnlyDictionary<(string ServiceId, string RoleId), GrantedRole> roles)
    {
        Revision = revision;
        _audiences = audiences.DistinctBy(AudienceText.WithoutSlash).ToDictionary(AudienceText.WithoutSlash, StringComparer.Ordinal);
        _roles = roles;
        DefaultAudience = defaultAudience;
    }

    /// <summary>The store's revision counter when this was read.</summary>
    public long Revision { get; }

    /// <summary>The resource server used when a request names no target; there may be none.</summary>
    public string? DefaultAudience { get; }

    /// <summary>The audience as the catalogue writes it; null for an unknown one.</summary>
    public string? Find(string target) => _audiences.GetValueOrDefault(AudienceText.WithoutSlash(target));

    /// <summary>The roles with these IDs; one that the catalogue does not have is left out.</summary>
    public HeldRoles RolesOf(IReadOnlyList<(string ServiceId, string RoleId)> ids)
    {
        if (_held.Count >= MaxShared)
        {
            _held.Clear();
        }

        return _held.GetOrAdd(
            string.Join(' ', ids.Select(id => id.RoleId).Order(StringComparer.Ordinal)),
            static (_, asked) => new HeldRoles(asked.Catalogue, [.. asked.Ids.Select(asked.Catalogue._roles.GetValueOrDefault).OfType<GrantedRole>()]),
            (Ids: ids, Catalogue: this));
    }
}
