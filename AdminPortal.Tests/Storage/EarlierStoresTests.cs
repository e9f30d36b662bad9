using AdminPortal.Domain.Administrators.Rules.Passwords;
using AdminPortal.Domain.Administrators.Sessions;
using AdminPortal.Domain.ApiClients;
using AdminPortal.Domain.ApiClients.Rules;
using AdminPortal.Domain.Auditing.Keeping;
using AdminPortal.Domain.Auditing.Rules;
using AdminPortal.Domain.Storage;
using AdminPortal.Hosting;
using AdminPortal.Tests.Domain.TokenService.Assertions;
using AdminPortal.Tests.OAuth;
using AdminPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace AdminPortal.Tests.Storage;

/// <summary>Stores of every earlier version under today's build.</summary>
public sealed class EarlierStoresTests
{
    private const string Oldest = "20261124170101_Initial";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string> Readable => [.. EarlierStore.Names.Where(name => string.CompareOrdinal(name, Oldest) >= 0)];

    public static TheoryData<string> TooOld => [.. EarlierStore.Names.Where(name => string.CompareOrdinal(name, Oldest) < 0)];

    [Theory]
    [MemberData(nameof(Readable))]
    public async Task A_store_of_an_earlier_version_starts_with_its_data_its_keys_and_its_live_tokens(string name)
    {
        var store = EarlierStore.Of(name);
        await using var portal = new OAuthHost($"--Portal:Issuer={EarlierStore.Issuer}")
        {
            Clock = new FakeTimeProvider(store.MadeAt.AddMinutes(1)),
            Earlier = name,
        };
        await portal.InitializeAsync();

        await AssertDataAreThereAsync(portal, store);
        await AssertTokensLiveAsync(portal, store);
        await AssertClientProvesItselfAsync(portal, store);
    }

    [Theory]
    [MemberData(nameof(TooOld))]
    public async Task A_store_that_is_too_old_is_refused_with_one_line(string name)
    {
        using var folder = new TemporaryFolder();
        var data = Path.Combine(folder.FullPath, "data");
        EarlierStore.CopyTo(data, name);

        var run = await ProgramRun.OfAsync(data);

        Assert.Equal(ExitCodes.StoreUnusable, run.ExitCode);
        Assert.StartsWith(
            $"The store {data}/portal.db has version {name}, from before the first release; ", Assert.Single(run.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_migration_but_the_newest_has_a_store_that_it_has_left()
    {
        await using var host = await DomainHost.StartAsync();
        await using var db = await host.ReadAsync();

        Assert.Equal(db.Database.GetMigrations().SkipLast(1), EarlierStore.Names.Where(name => string.CompareOrdinal(name, Oldest) >= 0));
        Assert.Equal(2, TooOld.Count);
    }

    private static async Task AssertDataAreThereAsync(OAuthHost portal, EarlierStore store)
    {
        var clients = await portal.Get<ListApiClients>().ExecuteAsync(new ApiClientQuery(), OAuthHost.Superuser, Cancellation);
        Assert.Equal(["Billing sync", "Retired importer"], clients.Value.Rows.Select(client => client.Name).Order(StringComparer.Ordinal));
        var attempt = new SignInAttempt(EarlierStore.UserName, new TypedPassword(EarlierStore.Password), null, []);
        Assert.IsType<SignInOutcome.SignedIn>(await portal.Get<SignInAdministrator>().ExecuteAsync(attempt, Cancellation));
        await using var db = await portal.Get<PortalStore>().ReadAsync(Cancellation);
        Assert.IsType<AuditVerdict.Intact>(await portal.Get<VerifyAudit>().RunAsync(atOnce: true, Cancellation));
        Assert.True(await db.AuditEntries.CountAsync(entry => entry.OccurredAt <= store.MadeAt, Cancellation) > 3);
    }

    private static async Task AssertTokensLiveAsync(OAuthHost portal, EarlierStore store)
    {
        using var keys = await portal.Http.GetAsync("/oauth2/v1/keys", Cancellation);
        var parameters = new TokenValidationParameters
        {
            ValidIssuer = EarlierStore.Issuer,
            ValidateAudience = false,
            ValidateLifetime = false,
            IssuerSigningKeys = new JsonWebKeySet(await keys.Content.ReadAsStringAsync(Cancellation)).GetSigningKeys(),
        };
        Assert.True((await new JsonWebTokenHandler().ValidateTokenAsync(store.LiveToken, parameters)).IsValid);
        if (store.RevokedToken is { Length: > 0 } revoked)
        {
            Assert.StartsWith("""{"active":true,""", await AskAsync(portal, store, store.LiveToken), StringComparison.Ordinal);
            Assert.Equal("""{"active":false}""", await AskAsync(portal, store, revoked));
        }
    }

    private static async Task AssertClientProvesItselfAsync(OAuthHost portal, EarlierStore store)
    {
        Assert.Equal(200, (await portal.PostAsync(Credentials(store, ("grant_type", "client_credentials")))).Status);
        var assertion = TestAssertion.For(store.ClientId, EarlierStore.Issuer, portal.Clock.GetUtcNow());
        var signed = TestAssertion.Sign(
            TestAssertion.Encode(TestAssertion.Json(assertion.Header)), TestAssertion.Encode(TestAssertion.Json(assertion.Payload)), EarlierStore.Sign);
        Assert.Equal(200, (await portal.PostAsync(
        [
            ("grant_type", "client_credentials"),
            ("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"),
            ("client_assertion", signed),
        ])).Status);
    }

    private static async Task<string> AskAsync(OAuthHost portal, EarlierStore store, string token) =>
        (await portal.PostAsync(Credentials(store, ("token", token)), path: TokenQuestions.Introspection)).Body;

    private static List<(string Name, string Value)> Credentials(EarlierStore store, (string Name, string Value) more) =>
        [("client_id", store.ClientId), ("client_secret", store.ClientSecret), more];
}
