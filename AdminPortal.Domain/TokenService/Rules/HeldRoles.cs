using AdminPortal.Domain.ApiResources.Rules;
using AdminPortal.Domain.TokenService.Rules.Authentication;

namespace AdminPortal.Domain.TokenService.Rules;

/// <summary>
/// The roles that a client holds by one catalogue, and what was decided lately for whoever holds just these: programs ask for the same few
/// things again and again.
/// </summary>
public sealed class HeldRoles(CatalogueSnapshot catalogue, IReadOnlyList<GrantedRole> roles)
{
    /// <summary>As many different requests as one program makes in turn, and then some.</summary>
    internal const int MaxKept = 32;

    private const int MaxTargetsKept = 2;

    // Never changed, only replaced. Two at once may forget each other's: it is decided again.
    private Decision[] _kept = [];

    /// <summary>What all that is decided here rests on.</summary>
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

    // What a caller sends is kept for the next one: no longer than what is held, for a scope can be filled up by repeating it.
    private static bool IsWorthKeeping(AccessTokenGrant grant, string? scope, IReadOnlyList<string> targets) =>
        (scope?.Length ?? 0) <= grant.Scope.Length && targets.Count <= MaxTargetsKept;

    private sealed record Decision(string? Scope, IReadOnlyList<string> Targets, AccessTokenGrant Grant);
}
