using AdminPortal.Domain.TokenService.Authentication;

namespace AdminPortal.Domain.TokenService;

/// <summary>
/// The roles that a client holds, and what was decided last for whoever holds just these: programs ask for the same thing again and
/// again. The decision was made by one catalogue and ends with it.
/// </summary>
public sealed class HeldRoles(IReadOnlyList<GrantedRole> roles)
{
    private const int MaxKept = 2_000;

    private Decision? _last;

    public IReadOnlyList<GrantedRole> Roles { get; } = roles;

    internal TokenStep<AccessTokenGrant> Decide(CatalogueSnapshot catalogue, string? scope, IReadOnlyList<string> targets)
    {
        if (_last is { } last && last.Catalogue == catalogue && last.Scope == scope && last.Targets.SequenceEqual(targets, StringComparer.Ordinal))
        {
            return last.Grant;
        }

        var decided = AccessTokenGrant.Decide(Roles, catalogue, scope, targets);
        if (decided.Error is null && IsWorthKeeping(scope, targets))
        {
            _last = new Decision(catalogue, scope, targets, decided.Value);
        }

        return decided;
    }

    // What a caller sends is kept for the next one, so it is kept short.
    private static bool IsWorthKeeping(string? scope, IReadOnlyList<string> targets) =>
        (scope?.Length ?? 0) + targets.Sum(target => target.Length) <= MaxKept && targets.Count <= 2;

    private sealed record Decision(CatalogueSnapshot Catalogue, string? Scope, IReadOnlyList<string> Targets, AccessTokenGrant Grant);
}
