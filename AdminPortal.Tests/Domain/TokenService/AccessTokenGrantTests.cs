using AdminPortal.Domain.AccessTokens.Rules;
using AdminPortal.Domain.ApiClients.Rules;
using AdminPortal.Domain.ApiResources.Rules;
using AdminPortal.Domain.SigningKeys;
using AdminPortal.Domain.SigningKeys.Rotation;
using AdminPortal.Domain.TokenService.Rules;
using AdminPortal.Domain.TokenService.Rules.Authentication;
using AdminPortal.Tests.Support;

namespace AdminPortal.Tests.Domain.TokenService;

public sealed class AccessTokenGrantTests
{
    private const string Api = "https://api.example";
    private const string Other = "https://other.example/";
    private const string Unheld = "https://unheld.example";

    private static readonly Dictionary<(string ServiceId, string RoleId), GrantedRole> NoStoredRoles = [];

    private static readonly CatalogueSnapshot Catalogue = new(1, [Api, Other, Unheld], Api, NoStoredRoles);
    private static readonly CatalogueSnapshot NoDefault = new(1, [Api, Other, Unheld], null, NoStoredRoles);
    private static readonly CatalogueSnapshot DefaultUnheld = new(1, [Api, Other, Unheld], Unheld, NoStoredRoles);

    private static readonly IReadOnlyList<GrantedRole> Client = Holding((Api, "zia.reader"), (Api, "zdx.admin"), (Other, "ops.operator"));
    private static readonly IReadOnlyList<GrantedRole> NoRoles = Holding();

    [Fact]
    public void What_is_held_is_granted()
    {
        Allow(Decide(null), Api, "zdx.admin zia.reader");
        Allow(Decide("zia.reader"), Api, "zia.reader");
        Allow(Decide("zia.reader zdx.admin zia.reader"), Api, "zdx.admin zia.reader");
        Allow(Decide(null, Api + "/"), Api, "zdx.admin zia.reader");
        Allow(Decide(null, "https://other.example"), Other, "ops.operator");
        Allow(Decide("ops.operator", Other, Other, "https://other.example"), Other, "ops.operator");
        Allow(DecideBy(NoDefault, Other), Other, "ops.operator");
    }

    [Fact]
    public void A_scope_that_is_malformed_or_not_held_there_is_refused()
    {
        Deny(TokenErrorCode.InvalidScope, Decide(""), Decide(" "));
        Deny(TokenErrorCode.InvalidScope, Decide("a  b"), Decide("zia.reader "), Decide("a\"b"), Decide("a\\b"), Decide("ä"));
        Deny(TokenErrorCode.InvalidScope, Decide("ZIA.READER"), Decide("zia.reader zia.writer"), Decide("ops.operator"));
        Deny(TokenErrorCode.InvalidScope, Decide("zia.reader", Other));
        Deny(TokenErrorCode.InvalidScope, AccessTokenGrant.Decide(NoRoles, Catalogue, null, []));
        Deny(TokenErrorCode.InvalidScope, AccessTokenGrant.Decide(NoRoles, Catalogue, null, [Unheld]));
    }

    [Fact]
    public void A_target_that_is_malformed_unknown_or_without_a_role_is_refused()
    {
        Deny(TokenErrorCode.InvalidTarget, Decide(null, ""), Decide(null, "/"), Decide(null, "api"));
        Deny(TokenErrorCode.InvalidTarget, Decide(null, Api + "#"), Decide(null, Api + "//"));
        Deny(TokenErrorCode.InvalidTarget, Decide(null, "https://API.example"), Decide(null, Unheld));
        Deny(TokenErrorCode.InvalidTarget, Decide(null, Api, Other), Decide(null, Api, "x"));
        Deny(TokenErrorCode.InvalidTarget, DecideBy(NoDefault), DecideBy(DefaultUnheld));
    }

    [Fact]
    public async Task What_tokens_of_one_grant_and_lifetime_say_is_one_object_whoever_asks_between_until_another_key_signs()
    {
        await using var host = await DomainHost.StartAsync();
        var (grant, signer) = (Decide(null).Value!, host.Get<SigningKeyRing>().Current);
        var (hour, minute) = (AccessTokenLifetime.Default, AccessTokenLifetime.Create(1m).Value);

        var (first, other) = (Content(signer, hour), Content(signer, minute));
        Assert.Same(first, Content(signer, hour));
        Assert.Same(other, Content(signer, minute));
        Assert.Equal((hour, minute), (first.Lifetime, other.Lifetime));
        Assert.NotEqual(first.Id, other.Id);

        await host.Get<ReplaceSigningKeyNow>().ExecuteAsync(signer.KeyId, host.Superuser, DomainHost.Cancellation);
        var replaced = Content(host.Get<SigningKeyRing>().Current, hour);
        Assert.NotEqual(first.KeyId, replaced.KeyId);
        Assert.NotSame(first, Content(signer, hour));

        TokenContent Content(TokenSigner by, AccessTokenLifetime lifetime) => grant.ContentFor(by.KeyId, by.Algorithm, Api, lifetime);
    }

    private static TokenStep<AccessTokenGrant> Decide(string? scope, params string[] targets) =>
        AccessTokenGrant.Decide(Client, Catalogue, scope, targets);

    private static TokenStep<AccessTokenGrant> DecideBy(CatalogueSnapshot catalogue, params string[] targets) =>
        AccessTokenGrant.Decide(Client, catalogue, null, targets);

    private static void Allow(TokenStep<AccessTokenGrant> decided, string audience, string scope) =>
        Assert.Equal((audience, scope), (decided.Value.Audience, decided.Value.Scope));

    private static void Deny(TokenErrorCode code, params TokenStep<AccessTokenGrant>[] decided) =>
        Assert.All(decided, decision => Assert.Equal(code, decision.Error?.Code));

    private static IReadOnlyList<GrantedRole> Holding(params (string Audience, string Scope)[] roles) =>
        [.. roles.Select(role => new GrantedRole(role.Audience, Scope.Parse(role.Scope), "service", "role", "organisation"))];
}
