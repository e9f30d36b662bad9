using System.Text;
using AdminPortal.Domain;
using AdminPortal.Domain.AccessTokens.Introspecting;
using AdminPortal.Domain.AccessTokens.Pruning;
using AdminPortal.Domain.AccessTokens.Revoking;
using AdminPortal.Domain.Administrators;
using AdminPortal.Domain.Administrators.Access;
using AdminPortal.Domain.Administrators.Attempts;
using AdminPortal.Domain.Administrators.Clock;
using AdminPortal.Domain.Administrators.FirstRun;
using AdminPortal.Domain.Administrators.Rules;
using AdminPortal.Domain.Administrators.Rules.Passwords;
using AdminPortal.Domain.Administrators.Sessions;
using AdminPortal.Domain.ApiClients;
using AdminPortal.Domain.ApiClients.PublicKeys;
using AdminPortal.Domain.ApiClients.Rules;
using AdminPortal.Domain.ApiClients.Rules.PublicKeys;
using AdminPortal.Domain.ApiClients.Rules.Secrets;
using AdminPortal.Domain.ApiClients.Secrets;
using AdminPortal.Domain.ApiResources;
using AdminPortal.Domain.ApiResources.Rules;
using AdminPortal.Domain.Auditing.Keeping;
using AdminPortal.Domain.Permissions.Rules;
using AdminPortal.Domain.SigningKeys;
using AdminPortal.Domain.SigningKeys.Rotation;
using AdminPortal.Domain.SigningKeys.Rules;
using AdminPortal.Domain.Storage;
using AdminPortal.Domain.Timekeeping;
using AdminPortal.Tests.Domain.ApiClients.PublicKeys;
using AdminPortal.Tests.Support;

namespace AdminPortal.Tests.Domain.Storage;

/// <summary>A store with something of everything, and whatever changes it: each change is right in every way, and done if the store takes it.</summary>
internal sealed record Changes(DomainHost Host, ClientId Client, Guid Token, ApiClientView View, SignInOutcome.SignedIn Alice)
{
    public const string Password = "canary horse battery";

    public static readonly ApiClientDetails Details = new() { Name = "Billing sync" };

    private static CancellationToken Cancellation => DomainHost.Cancellation;

    private static Actor Operator { get; } = new Actor.OnHost("test");

    /// <summary>By an administrator, a program on the host or the portal itself, with an entry in the audit log.</summary>
    public static IReadOnlyDictionary<string, Func<Changes, Task>> OnRecord { get; } = new Dictionary<string, Func<Changes, Task>>(StringComparer.Ordinal)
    {
        ["add a client"] = on => on.Host.AddClientAsync(new ApiClientDetails { Name = "Another" }),
        ["update a client"] = on => on.Get<UpdateApiClient>().ExecuteAsync(
            new(on.Client, on.View.Version, Details with { Description = "changed" }), on.Host.Superuser, Cancellation),
        ["delete a client"] = on => on.Get<DeleteApiClient>().ExecuteAsync(on.Client, on.Host.Superuser, Cancellation),
        ["add a secret"] = on => on.Get<AddClientSecret>().ExecuteAsync(new(on.Client, Pending(), null, null), on.Host.Superuser, Cancellation),
        ["delete a secret"] = on => on.Get<DeleteClientSecret>().ExecuteAsync(on.Client, on.View.Secrets[0].Id, on.Host.Superuser, Cancellation),
        ["add a key"] = on => on.Get<AddClientPublicKeys>().ExecuteAsync(on.Client, [Key(PemFiles.Info, "another")], on.Host.Superuser, Cancellation),
        ["remove a key"] = on => on.Get<RemoveClientPublicKey>().ExecuteAsync(on.Client, on.View.PublicKeys[0].Id, on.Host.Superuser, Cancellation),
        ["revoke a token"] = on => on.Get<RevokeAccessToken>().ExecuteAsync(on.Token, on.Host.Superuser, Cancellation),
        ["revoke several tokens"] = on => on.Get<RevokeAccessTokens>().ExecuteAsync([on.Token], on.Host.Superuser, Cancellation),
        ["revoke a client's tokens"] = on => on.Get<RevokeClientTokens>().ExecuteAsync(on.Client, on.Host.Superuser, Cancellation),
        ["rotate the signing key"] = on => on.Get<RotateSigningKey>().ExecuteAsync(on.Host.Superuser, Cancellation),
        ["replace the signing key"] = on => on.Get<ReplaceSigningKeyNow>().ExecuteAsync(on.CurrentKey, on.Host.Superuser, Cancellation),
        ["revoke a previous signing key"] = RevokePreviousKeyAsync,
        ["advance the signing keys"] = AdvanceKeysAsync,
        ["set the introspection client"] = async on => await on.Get<SetIntrospectionClient>().ExecuteAsync(
            new((await on.Host.CatalogueAsync())[0].Id, on.Client.Value, null), on.Host.Superuser, Cancellation),
        ["import a catalogue"] = ImportCatalogueAsync,
        ["add an administrator"] = on => AddAdministratorAsync(on.Host, "newcomer"),
        ["add the first administrator"] = AddFirstAdministratorAsync,
        ["set a password"] = on => on.Get<SetAdministratorPassword>().ExecuteAsync(
            "alice", new TypedPassword("another canary battery"), Operator, Cancellation),
        ["disable an administrator"] = on => on.Get<DisableAdministrator>().ExecuteAsync("alice", Operator, Cancellation),
        ["end an administrator's sessions"] = on => on.Get<EndAdministratorSessions>().ExecuteAsync("alice", Operator, Cancellation),
        ["refuse to set a password"] = on => on.Get<SetAdministratorPassword>().ExecuteAsync("alice", new TypedPassword("short"), Operator, Cancellation),
        ["refuse to disable an administrator"] = on => on.Get<DisableAdministrator>().ExecuteAsync("unknown", Operator, Cancellation),
        ["refuse to end an administrator's sessions"] = on => on.Get<EndAdministratorSessions>().ExecuteAsync("unknown", Operator, Cancellation),
        ["refuse an administrator"] = on => on.Get<DeleteApiClient>().ExecuteAsync(on.Client, on.Host.Nobody, Cancellation),
        ["sign in"] = on => SignInAsync(on.Host, Password),
        ["refuse a sign-in"] = on => SignInAsync(on.Host, "a wrong password"),
        ["tell of refused sign-ins"] = TellOfRefusedAsync,
        ["refuse a set-up"] = on => on.Get<RecordSetupRefusal>().ExecuteAsync("192.0.2.1"),
        ["sign out"] = on => on.Get<SignOutAdministrator>().ExecuteAsync(on.Alice.Session, on.Host.Superuser, Cancellation),
        ["confirm a password"] = on => on.Get<ConfirmPassword>().ExecuteAsync(on.Alice.Session, new TypedPassword(Password), null, Cancellation),
        ["refuse to confirm a password"] = on => on.Get<ConfirmPassword>().ExecuteAsync(on.Alice.Session, new TypedPassword("wrong"), null, Cancellation),
        ["accept the clock"] = AcceptClockAsync,
    };

    /// <summary>What the portal does by itself and tells nobody, with the table that it writes to.</summary>
    public static IReadOnlyDictionary<string, (string Table, Func<Changes, Task> Act)> OfItsOwn { get; } =
        new Dictionary<string, (string, Func<Changes, Task>)>(StringComparer.Ordinal)
        {
            ["note that a session is in use"] = (
                "UPDATE ON \"AspNetUserTokens\"",
                on => on.AfterAsync(TimeSpan.FromMinutes(2), () => on.Get<KeepSession>().ExecuteAsync(on.Alice.Session, Cancellation))),
            ["write down how far time has come"] = ("INSERT ON \"ClockRecords\"", on => on.Get<StoredClock>().WriteAsync(Cancellation)),
            ["delete old tokens"] = (
                "DELETE ON \"IssuedTokens\"", on => on.AfterAsync(TimeSpan.FromDays(400), () => on.Get<PruneTokens>().RunAsync(Cancellation))),
            ["delete old audit entries"] = (
                "DELETE ON \"AuditEntries\"", on => on.AfterAsync(TimeSpan.FromDays(400), () => on.Get<PruneAudit>().RunAsync(Cancellation))),
        };

    private string CurrentKey => Get<SigningKeyRing>().Current.KeyId;

    public static async Task<Changes> PrepareAsync(DomainHost host)
    {
        var alice = new AddAdministratorCommand("alice", new TypedPassword(Password), AdminRole.SuperAdministrator);
        Assert.True((await host.Get<AddAdministrator>().ExecuteAsync(alice, Operator, Cancellation)).IsSuccess);
        var id = await host.AddClientAsync(Details, Pending());
        var view = await host.Get<AddClientPublicKeys>().ExecuteAsync(id, [Key(PemFiles.Curve, "production")], host.Superuser, Cancellation);
        return new Changes(host, id, await host.IssueAsync(id), view.Value, Assert.IsType<SignInOutcome.SignedIn>(await SignInAsync(host, Password)));
    }

    public static PendingSecret Pending() => new(PlaintextSecret.Generate().Hash(), SecretValidity.Default);

    public static Task<AdminPortal.Domain.Result<UserName>> AddAdministratorAsync(DomainHost host, string name) =>
        host.Get<AddAdministrator>().ExecuteAsync(
            new AddAdministratorCommand(name, new TypedPassword(Password), AdminRole.Auditor), host.Superuser, Cancellation);

    private T Get<T>()
        where T : notnull => Host.Get<T>();

    private static NewPublicKey Key(string pem, string name) =>
        new(PublicKeyName.Create(name).Value, PemPublicKeyReader.Read(Encoding.UTF8.GetBytes(pem), DateTimeOffset.UnixEpoch).Value[0]);

    private static Task<SignInOutcome> SignInAsync(DomainHost host, string password) =>
        host.Get<SignInAdministrator>().ExecuteAsync(new("alice", new TypedPassword(password), "192.0.2.1", []), Cancellation);

    private async Task AfterAsync(TimeSpan time, Func<Task> act)
    {
        Host.Clock.Advance(time);
        await act();
    }

    private static async Task RevokePreviousKeyAsync(Changes on)
    {
        var now = on.Host.Clock.GetUtcNow().ToUnixTimeMilliseconds();
        await on.Host.ExecuteSqlAsync($"""
            INSERT INTO "SigningKeys" ("KeyId", "Algorithm", "PublicJwk", "WrappedPrivateKey", "CreatedAt", "MaySignFrom", "SigningSince", "RetiredAt")
            VALUES ('previous', 'RS256', '', {Array.Empty<byte>()}, {now}, {now}, {now}, {now})
            """);
        await on.Get<RevokePreviousSigningKey>().ExecuteAsync("previous", on.Host.Superuser, Cancellation);
    }

    private static Task AdvanceKeysAsync(Changes on) =>
        on.AfterAsync(SigningKeyLifecycle.SigningPeriod, () => on.Get<AdvanceSigningKeys>().ExecuteAsync(Cancellation));

    private static async Task ImportCatalogueAsync(Changes on)
    {
        await on.Host.ExecuteSqlAsync($"DELETE FROM \"ResourceGrants\"; DELETE FROM \"ResourceServers\"");
        await on.Get<ImportCatalogue>().ExecuteIfEmptyAsync(CatalogueFile.Sample(), Operator, Cancellation);
    }

    private static async Task AddFirstAdministratorAsync(Changes on)
    {
        await on.Host.ExecuteSqlAsync($"DELETE FROM \"Administrators\"");
        await on.Get<CreateFirstAdministrator>().ExecuteAsync("first", new TypedPassword(Password), new Actor.Anonymous("Set up", null), Cancellation);
    }

    // The first of its kind has an entry of its own, the next is counted.
    private static async Task TellOfRefusedAsync(Changes on)
    {
        await Assert.ThrowsAsync<NotCommittedException>(() => SignInAsync(on.Host, "a wrong password"));
        Assert.IsType<SignInOutcome.Refused>(await SignInAsync(on.Host, "a wrong password"));
        await on.Get<StrangersAttempts>().FlushAsync(Cancellation);
    }

    private static async Task AcceptClockAsync(Changes on)
    {
        on.Host.Clock.Skew = TimeSpan.FromDays(365);
        await on.Get<AcceptClock>().ExecuteAsync(on.Host.Superuser, Cancellation);
    }
}
