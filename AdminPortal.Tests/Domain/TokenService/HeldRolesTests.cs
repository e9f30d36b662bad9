using AdminPortal.Domain.ApiResources.Rules;
using AdminPortal.Domain.TokenService.Rules;
using AdminPortal.Domain.TokenService.Rules.Authentication;

namespace AdminPortal.Tests.Domain.TokenService;

/// <summary>What was decided is not decided again while programs ask for the same few things in turn.</summary>
public sealed class HeldRolesTests
{
    private const string Api = "https://api.example";

    private static readonly GrantedRole[] Granted =
        [.. Enumerable.Range(1, 7).Select(number => new GrantedRole(Api, Scope.Parse($"role.{number}"), "Service", $"Role {number}", "Org"))];

    private readonly HeldRoles _held = new(
        new CatalogueSnapshot(1, [Api], Api, new Dictionary<(string ServiceId, string RoleId), GrantedRole>()), Granted);

    [Fact]
    public void Each_of_several_requests_in_turn_is_decided_once()
    {
        (string? Scope, string[] Targets)[] requests = [(null, []), ("role.1", []), ("role.2", []), ("role.2 role.1", []), ("role.1", [Api]), (null, [Api])];
        var first = requests.Select(asked => Decide(asked.Scope, asked.Targets)).ToList();

        var again = requests.Select(asked => Decide(asked.Scope, [.. asked.Targets])).ToList();

        Assert.All(first.Zip(again), pair => Assert.Same(pair.First, pair.Second));
        Assert.Equal(first.Count, first.Distinct().Count());
    }

    [Fact]
    public void What_is_kept_is_bounded_and_the_latest_of_it()
    {
        var scopes = Enumerable.Range(1, HeldRoles.MaxKept + 8).Select(Subset).ToList();
        var first = scopes.Select(scope => Decide(scope)).ToList();

        Assert.Same(first[^1], Decide(scopes[^1]));
        Assert.NotSame(first[0], Decide(scopes[0]));
    }

    [Fact]
    public void A_scope_that_is_filled_up_by_repetition_is_not_kept()
    {
        var padded = string.Join(' ', Enumerable.Repeat("role.1", 500));

        Assert.NotSame(Decide(padded), Decide(padded));
    }

    private AccessTokenGrant Decide(string? scope, params string[] targets) => _held.Decide(scope, targets).Value;

    // A number for each set of roles but the empty one.
    private static string Subset(int number) =>
        string.Join(' ', Granted.Where((_, position) => (number & (1 << position)) != 0).Select(role => role.Scope.Value));
}
