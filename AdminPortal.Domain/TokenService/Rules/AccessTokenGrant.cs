using System.Text.Json;
using AdminPortal.Domain.AccessTokens.Rules;
using AdminPortal.Domain.ApiClients.Rules;
using AdminPortal.Domain.TokenService.Rules.Authentication;

namespace AdminPortal.Domain.TokenService.Rules;

/// <summary>
/// What an authenticated client gets: one audience, and the roles held there that were requested, or all of them if none was. Never more
/// than requested, never more than held; a request for more gets nothing at all.
/// </summary>
public sealed class AccessTokenGrant
{
    private TokenContent[] _contents = [];

    private AccessTokenGrant(string audience, IReadOnlyList<GrantedRole> roles)
    {
        Audience = audience;
        Scope = string.Join(' ', roles.Select(role => role.Scope.Value));
        ServiceInfo = JsonSerializer.Serialize(
            roles.Select(role => new { prd = role.ServiceName, rnm = role.RoleName, tnt = role.OrganisationName }));
    }

    public string Audience { get; }

    /// <summary>Sorted, so that the same grant always has the same text.</summary>
    public string Scope { get; }

    /// <summary>The claim <c>service-info</c>: for each role its service, its name and the service's organisation; a JSON array.</summary>
    internal string ServiceInfo { get; }

    /// <summary>
    /// What all tokens of this grant and lifetime share: one object until the key changes, which the journal recognises by reference.
    /// </summary>
    internal TokenContent ContentFor(string keyId, string algorithm, string issuer, AccessTokenLifetime lifetime)
    {
        foreach (var kept in _contents)
        {
            if (kept.KeyId == keyId && kept.Lifetime == lifetime)
            {
                return kept;
            }
        }

        // Clients with the same roles share a grant, each with its own lifetime. A race may overwrite an entry, which is then created
        // again.
        var content = new TokenContent(keyId, algorithm, issuer, Audience, Scope, ServiceInfo, lifetime);
        _contents = [.. _contents.Where(kept => kept.KeyId == keyId), content];
        return content;
    }

    public static TokenStep<AccessTokenGrant> Decide(
        IReadOnlyList<GrantedRole> roles, CatalogueSnapshot catalogue, string? scope, IReadOnlyList<string> targets)
    {
        if (!TryReadScope(scope, out var asked))
        {
            return new TokenError(TokenErrorCode.InvalidScope, "the scope does not have the form required by RFC 6749 section 3.3");
        }

        if (roles.Count == 0)
        {
            return new TokenError(TokenErrorCode.InvalidScope, "the client holds no role at all");
        }

        var audience = FindAudience(catalogue, targets);
        if (audience.Error is { } untargeted)
        {
            return untargeted;
        }

        var held = roles.Where(role => role.Audience == audience.Value).ToList();
        var missing = asked.Except(held.Select(role => role.Scope.Value), StringComparer.Ordinal).FirstOrDefault();
        return (held.Count, missing) switch
        {
            (0, _) => new TokenError(TokenErrorCode.InvalidTarget, $"the client holds no role at {audience.Value}"),
            (_, not null) => new TokenError(TokenErrorCode.InvalidScope, $"the client does not hold {missing} at {audience.Value}"),
            _ => new AccessTokenGrant(audience.Value, [.. held
                .Where(role => asked.Count == 0 || asked.Contains(role.Scope.Value))
                .OrderBy(role => role.Scope.Value, StringComparer.Ordinal)]),
        };
    }

    // RFC 6749 section 3.3: scope-tokens separated by one space. Order and repetition have no meaning, case does.
    private static bool TryReadScope(string? scope, out HashSet<string> asked)
    {
        asked = scope is null ? [] : new(scope.Split(' '), StringComparer.Ordinal);
        return asked.All(token => token.Length > 0 && token.All(ApiResources.Rules.Scope.IsScopeCharacter));
    }

    // RFC 8707 section 2: an absolute URI without a fragment. A token has one audience (RFC 9700 section 2.3), so all must mean the same.
    private static TokenStep<string> FindAudience(CatalogueSnapshot catalogue, IReadOnlyList<string> targets)
    {
        var audiences = targets
            .Select(target => IsAbsoluteUri(target) ? catalogue.Find(target) : null)
            .Distinct(StringComparer.Ordinal)
            .ToList();
        return audiences switch
        {
            [] when catalogue.DefaultAudience is { } standard => standard,
            [] => new TokenError(TokenErrorCode.InvalidTarget, "no target was requested, and there is no default resource server"),
            [{ } one] => one,
            [null] => new TokenError(TokenErrorCode.InvalidTarget, $"the target is no resource server: {targets[0]}"),
            _ => new TokenError(TokenErrorCode.InvalidTarget, "several targets were requested"),
        };
    }

    // On Unix, .NET takes "/path" for an absolute file URI.
    private static bool IsAbsoluteUri(string target) =>
        !target.StartsWith('/') && !target.Contains('#', StringComparison.Ordinal) && Uri.TryCreate(target, UriKind.Absolute, out _);
}
