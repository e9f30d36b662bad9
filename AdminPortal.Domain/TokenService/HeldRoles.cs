using AdminPortal.Domain.TokenService.Authentication;

namespace AdminPortal.Domain.TokenService;

/// <summary>
/// The roles that a client holds, and what was decided last for whoever holds just these: programs ask for the same thing again and
/// again. The decision was made by one catalogue and ends with it.
/// </summary>
public sealed class HeldRoles(IReadOnlyList<GrantedRole> roles)
{
    private Decision? _last;

    public IReadOnlyList<GrantedRole> Roles { get; } = roles;

    internal TokenStep<AccessTokenGrant> Decide(CatalogueSnapshot catalogue, string? scope, IReadOnlyList<string> targets)
    {
        if (_last is { } last && last.Catalogue == catalogue && last.Scope == scope && last.Targets.SequenceEqual(targets, StringComparer.Ordinal))
        {
            return last.Grant;
        }

        var decided = AccessTokenGrant.Decide(Roles, catalogue, scope, targets);
        if (decided.Error is null)
        {
            _last = new Decision(catalogue, scope, targets, decided.Value);
        }

        return decided;
    }

    private sealed record Decision(CatalogueSnapshot Catalogue, string? Scope, IReadOnlyList<string> Targets, AccessTokenGrant Grant);
}
