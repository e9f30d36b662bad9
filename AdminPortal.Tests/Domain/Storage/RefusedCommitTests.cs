using AdminPortal.Domain.AccessTokens.Revoking;
using AdminPortal.Domain.Administrators;
using AdminPortal.Domain.Administrators.Passwords;
using AdminPortal.Domain.ApiClients;
using AdminPortal.Domain.ApiClients.Secrets;
using AdminPortal.Domain.ApiResources;
using AdminPortal.Domain.SigningKeys;
using AdminPortal.Domain.SigningKeys.Rotation;
using AdminPortal.Domain.Storage;
using AdminPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Tests.Domain.Storage;

/// <summary>A commit that did not happen is a fault. Only the clash that a use case expects has words of its own.</summary>
public sealed class RefusedCommitTests
{
    private const string Password = "a long enough passphrase";

    private static readonly ApiClientDetails Details = new() { Name = "Billing sync" };

    private static CancellationToken Cancellation => DomainHost.Cancellation;

    public static TheoryData<string> Changes => [.. UseCases.Keys];

    // Each is right in every way: if the store took it, it would be done.
    private static Dictionary<string, Func<DomainHost, ClientId, Guid, Task>> UseCases { get; } = new(StringComparer.Ordinal)
    {
        ["add a client"] = (host, _, _) => host.AddClientAsync(new ApiClientDetails { Name = "Another" }),
        ["update a client"] = (host, id, _) =>
            host.Get<UpdateApiClient>().ExecuteAsync(new(id, 2, Details with { Description = "changed" }), host.Superuser, Cancellation),
        ["delete a client"] = (host, id, _) => host.Get<DeleteApiClient>().ExecuteAsync(id, host.Superuser, Cancellation),
        ["add a secret"] = (host, id, _) =>
            host.Get<AddClientSecret>().ExecuteAsync(new(id, Pending(), null, null), host.Superuser, Cancellation),
        ["delete a secret"] = DeleteSecretAsync,
        ["revoke a token"] = (host, _, token) => host.Get<RevokeAccessToken>().ExecuteAsync(token, host.Superuser, Cancellation),
        ["revoke several tokens"] = (host, _, token) => host.Get<RevokeAccessTokens>().ExecuteAsync([token], host.Superuser, Cancellation),
        ["revoke a client's tokens"] = (host, id, _) => host.Get<RevokeClientTokens>().ExecuteAsync(id, host.Superuser, Cancellation),
        ["rotate the signing key"] = (host, _, _) => host.Get<RotateSigningKey>().ExecuteAsync(host.Superuser, Cancellation),
        ["replace the signing key"] = (host, _, _) =>
            host.Get<ReplaceSigningKeyNow>().ExecuteAsync(host.Get<SigningKeyRing>().Current.KeyId, host.Superuser, Cancellation),
        ["set the introspection client"] = async (host, id, _) => await host.Get<SetIntrospectionClient>().ExecuteAsync(
            new((await host.CatalogueAsync())[0].Id, id.Value, null), host.Superuser, Cancellation),
        ["add an administrator"] = (host, _, _) => AddAdministratorAsync(host, "newcomer"),
        ["refuse an administrator"] = (host, id, _) => host.Get<DeleteApiClient>().ExecuteAsync(id, host.Nobody, Cancellation),
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task What_the_store_refuses_is_a_fault_and_never_told_as_done_or_as_a_name_that_is_taken(string change)
    {
        await using var host = await DomainHost.StartAsync();
        var id = await host.AddClientAsync(Details, Pending());
        var token = await host.IssueAsync(id);
        // A clash that nobody expects: whoever writes to the audit log meets a unique key elsewhere.
        await host.ExecuteSqlAsync(
            "CREATE TRIGGER Clash AFTER INSERT ON AuditEntries BEGIN INSERT INTO WrappedKeys SELECT * FROM WrappedKeys; END");

        await Assert.ThrowsAsync<NotCommittedException>(() => UseCases[change](host, id, token));
    }

    [Fact]
    public async Task A_name_that_is_taken_is_told_by_its_own_index()
    {
        await using var host = await DomainHost.StartAsync();
        var id = await host.AddClientAsync(Details);
        var other = await host.AddClientAsync(new ApiClientDetails { Name = "Another" });

        var added = await host.Get<AddApiClient>().ExecuteAsync(new(Details, []), host.Superuser, Cancellation);
        var renamed = await host.Get<UpdateApiClient>().ExecuteAsync(new(other, 1, Details), host.Superuser, Cancellation);

        Assert.Equal([ApiClientErrors.NameTaken], added.Errors);
        Assert.Equal([ApiClientErrors.NameTaken], Assert.IsType<UpdateApiClientOutcome.Refused>(renamed).Errors);
        Assert.Equal([AdministratorErrors.UserNameTaken], (await AddAdministratorAsync(host, "auditor")).Errors);
        Assert.Single((await host.Get<ListApiClients>().ExecuteAsync(new ApiClientQuery { Search = id.Value }, host.Superuser, Cancellation)).Value.Rows);
    }

    [Fact]
    public async Task A_secret_that_is_sent_again_is_not_stored_twice()
    {
        await using var host = await DomainHost.StartAsync();
        var (id, other) = (await host.AddClientAsync(Details), await host.AddClientAsync(new ApiClientDetails { Name = "Another" }));
        var secret = Pending();
        Assert.True((await host.Get<AddClientSecret>().ExecuteAsync(new(id, secret, null, null), host.Superuser, Cancellation)).IsSuccess);

        var again = await host.Get<AddClientSecret>().ExecuteAsync(new(other, secret, null, null), host.Superuser, Cancellation);

        Assert.Equal([ApiClientErrors.SecretsChanged], again.Errors);
    }

    [Fact]
    public async Task A_stale_change_of_two_administrators_stays_an_answer()
    {
        await using var host = await DomainHost.StartAsync();
        var id = await host.AddClientAsync(Details);
        await BumpAsync(host, id);

        var stale = await host.Get<UpdateApiClient>().ExecuteAsync(new(id, 1, Details), host.Superuser, Cancellation);

        Assert.Equal(2, Assert.IsType<UpdateApiClientOutcome.Conflict>(stale).Current.Version);
    }

    private static PendingSecret Pending() => new(PlaintextSecret.Generate().Hash(), SecretValidity.Default);

    private static async Task BumpAsync(DomainHost host, ClientId id) => Assert.IsType<UpdateApiClientOutcome.Updated>(
        await host.Get<UpdateApiClient>().ExecuteAsync(new(id, 1, Details with { Description = "meanwhile" }), host.Superuser, Cancellation));

    private static async Task DeleteSecretAsync(DomainHost host, ClientId id, Guid token)
    {
        await using var db = await host.ReadAsync();
        var secret = await db.ApiClients.SelectMany(client => client.StoredSecrets).SingleAsync(Cancellation);
        await host.Get<DeleteClientSecret>().ExecuteAsync(id, secret.Id, host.Superuser, Cancellation);
    }

    private static Task<AdminPortal.Domain.Result<UserName>> AddAdministratorAsync(DomainHost host, string name) => host.Get<AddAdministrator>().ExecuteAsync(
        new AddAdministratorCommand(name, new TypedPassword(Password), AdminRole.Auditor), host.Superuser, Cancellation);
}
