using AdminPortal.Domain.TokenService.Rules.Authentication;

namespace AdminPortal.Domain.TokenService.Rules;

/// <summary>
/// The roles that a client holds by one catalogue, and recent decisions for every client that holds exactly these: programs repeat the same
/// few requests.
/// </summary>
public sealed class HeldRoles(CatalogueSnapshot catalogue, IReadOnlyList<GrantedRole> roles)
{
    /// <summary>More different requests than one program usually makes.</summary>
    internal const int MaxKept = 32;

    private const int MaxTargetsKept = 2;

    // Immutable, only replaced. A race may overwrite the other's entry, which is then decided again.
    private Decision[] _kept = [];

    /// <summary>What every decision here rests on.</summary>
    public CatalogueSnapshot Catalogue { get; } = catalogue;

    public IReadOnlyList<GrantedRole> Roles { get; } = roles;

    internal TokenStep<AccessTokenGrant> Decide(string? scope, IReadOnlyList<string> targets)
    {
        foreach (var kept in _kept)
        {
            if (kept.Scope == scope && kept.Targets.Count == targets.Count && kept.Targets.SequenceEqual(targets, StringComparer.Ordinal))
            {
                return kept.Grant;
            }
        }

        var decided = AccessTokenGrant.Decide(Roles, Catalogue, scope, targets);
        if (decided.Error is null && IsWorthKeeping(decided.Value, scope, targets))
        {
            _kept = [new Decision(scope, targets, decided.Value), .. _kept.Take(MaxKept - 1)];
        }

        return decided;
    }

    // Caller-supplied text is kept in memory: no longer than what is held, because a scope can be padded by repetition.
    private static bool IsWorthKeeping(AccessTokenGrant grant, string? scope, IReadOnlyList<string> targets) =>
        (scope?.Length ?? 0) <= grant.Scope.Length && targets.Count <= MaxTargetsKept;

    private sealed record Decision(string? Scope, IReadOnlyList<string> Targets, AccessTokenGrant Grant);
}
