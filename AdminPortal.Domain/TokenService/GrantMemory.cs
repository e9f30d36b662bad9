using AdminPortal.Domain.TokenService.Authentication;

namespace AdminPortal.Domain.TokenService;

/// <summary>
/// A program asks for the same thing again and again. The last decision is kept beside the copy of the client that it was made for, and
/// with the catalogue it was made by: it ends with either.
/// </summary>
internal sealed class GrantMemory
{
    private Decision? _last;

    public TokenStep<AccessTokenGrant> Decide(
        ClientSnapshot client, CatalogueSnapshot catalogue, string? scope, IReadOnlyList<string> targets)
    {
        if (_last is { } last && last.Catalogue == catalogue && last.Scope == scope && last.Targets.SequenceEqual(targets, StringComparer.Ordinal))
        {
            return last.Grant;
        }

        var decided = AccessTokenGrant.Decide(client, catalogue, scope, targets);
        if (decided.Error is null)
        {
            _last = new Decision(catalogue, scope, targets, decided.Value);
        }

        return decided;
    }

    private sealed record Decision(CatalogueSnapshot Catalogue, string? Scope, IReadOnlyList<string> Targets, AccessTokenGrant Grant);
}
