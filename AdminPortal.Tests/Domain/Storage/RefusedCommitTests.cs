using System.Data.Common;
using AdminPortal.Domain;
using AdminPortal.Domain.Administrators.Rules;
using AdminPortal.Domain.ApiClients;
using AdminPortal.Domain.ApiClients.Rules;
using AdminPortal.Domain.ApiClients.Secrets;
using AdminPortal.Domain.Storage;
using AdminPortal.Tests.Support;

namespace AdminPortal.Tests.Domain.Storage;

/// <summary>A commit that did not happen is a fault. Only the clash that a use case expects has words of its own.</summary>
public sealed class RefusedCommitTests
{
    private static CancellationToken Cancellation => DomainHost.Cancellation;

    public static TheoryData<string> OnRecord => [.. Changes.OnRecord.Keys];

    public static TheoryData<string> OfItsOwn => [.. Changes.OfItsOwn.Keys];

    /// <summary>A clash that nobody expects: whoever does this meets a unique key elsewhere.</summary>
    public static string ClashOf(string change) => $"""CREATE TRIGGER Clash AFTER {change} BEGIN INSERT INTO "WrappedKeys" SELECT * FROM "WrappedKeys"; END""";

    [Theory]
    [MemberData(nameof(OnRecord))]
    public async Task What_the_store_refuses_is_a_fault_and_never_told_as_done_or_as_a_name_that_is_taken(string change)
    {
        await using var host = await DomainHost.StartAsync();
        var on = await Changes.PrepareAsync(host);
        await host.ExecuteSqlRawAsync(ClashOf("INSERT ON \"AuditEntries\""));

        await Assert.ThrowsAsync<NotCommittedException>(() => Changes.OnRecord[change](on));
    }

    [Theory]
    [MemberData(nameof(OfItsOwn))]
    public async Task What_the_portal_writes_by_itself_is_a_fault_too_when_the_store_refuses_it(string change)
    {
        await using var host = await DomainHost.StartAsync();
        var on = await Changes.PrepareAsync(host);
        await host.ExecuteSqlRawAsync(ClashOf(Changes.OfItsOwn[change].Table));

        await Assert.ThrowsAnyAsync<DbException>(() => Changes.OfItsOwn[change].Act(on));
    }

    [Fact]
    public async Task A_name_that_is_taken_is_told_by_its_own_index()
    {
        await using var host = await DomainHost.StartAsync();
        var id = await host.AddClientAsync(Changes.Details);
        var other = await host.AddClientAsync(new ApiClientDetails { Name = "Another" });

        var added = await host.Get<AddApiClient>().ExecuteAsync(new(Changes.Details, []), host.Superuser, Cancellation);
        var renamed = await host.Get<UpdateApiClient>().ExecuteAsync(new(other, 1, Changes.Details), host.Superuser, Cancellation);

        Assert.Equal([ApiClientErrors.NameTaken], added.Errors);
        Assert.Equal([ApiClientErrors.NameTaken], Assert.IsType<UpdateApiClientOutcome.Refused>(renamed).Errors);
        Assert.Equal([AdministratorErrors.UserNameTaken], (await Changes.AddAdministratorAsync(host, "auditor")).Errors);
        Assert.Single((await host.Get<ListApiClients>().ExecuteAsync(new ApiClientQuery { Search = id.Value }, host.Superuser, Cancellation)).Value.Rows);
    }

    [Fact]
    public async Task A_secret_that_is_sent_again_is_not_stored_twice()
    {
        await using var host = await DomainHost.StartAsync();
        var (id, other) = (await host.AddClientAsync(Changes.Details), await host.AddClientAsync(new ApiClientDetails { Name = "Another" }));
        var secret = Changes.Pending();
        Assert.True((await host.Get<AddClientSecret>().ExecuteAsync(new(id, secret, null, null), host.Superuser, Cancellation)).IsSuccess);

        var again = await host.Get<AddClientSecret>().ExecuteAsync(new(other, secret, null, null), host.Superuser, Cancellation);

        Assert.Equal([ApiClientErrors.SecretsChanged], again.Errors);
    }

    [Fact]
    public async Task A_stale_change_of_two_administrators_stays_an_answer()
    {
        await using var host = await DomainHost.StartAsync();
        var id = await host.AddClientAsync(Changes.Details);
        await BumpAsync(host, id);

        var stale = await host.Get<UpdateApiClient>().ExecuteAsync(new(id, 1, Changes.Details), host.Superuser, Cancellation);

        Assert.Equal(2, Assert.IsType<UpdateApiClientOutcome.Conflict>(stale).Current.Version);
    }

    private static async Task BumpAsync(DomainHost host, ClientId id) => Assert.IsType<UpdateApiClientOutcome.Updated>(
        await host.Get<UpdateApiClient>().ExecuteAsync(new(id, 1, Changes.Details with { Description = "meanwhile" }), host.Superuser, Cancellation));
}
