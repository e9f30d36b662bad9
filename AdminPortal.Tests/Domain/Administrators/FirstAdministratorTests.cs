using AdminPortal.Domain.Administrators.FirstRun;
using AdminPortal.Domain.Administrators.Rules;
using AdminPortal.Domain.Administrators.Rules.Passwords;
using AdminPortal.Domain.Auditing.Rules;
using AdminPortal.Domain.Permissions.Rules;
using AdminPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Tests.Domain.Administrators;

public sealed class FirstAdministratorTests
{
    private static readonly TypedPassword Password = new("correct horse battery");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_first_administrator_is_a_Super_Administrator_and_on_record()
    {
        await using var host = await DomainHost.StartWithoutAdministratorsAsync();
        Assert.False(await host.Get<FirstAdministrator>().ExistsAsync(Cancellation));

        Assert.True((await CreateAsync(host, "alice")).IsSuccess);

        Assert.True(await host.Get<FirstAdministrator>().ExistsAsync(Cancellation));
        await using var db = await host.ReadAsync();
        var alice = await db.Administrators.Include(a => a.StoredRoles).SingleAsync(Cancellation);
        Assert.Equal(AdminRole.SuperAdministrator, Assert.Single(alice.Roles).Name);
        var entry = await db.AuditEntries.SingleAsync(e => e.SubCategory == "First Administrator", Cancellation);
        Assert.Equal(("Create", "alice", "alice", AuditResult.Success), (entry.Action, entry.Resource, entry.ActorName, entry.Result));
    }

    [Fact]
    public async Task Of_two_first_administrators_at_once_one_wins_and_the_other_is_told()
    {
        await using var host = await DomainHost.StartWithoutAdministratorsAsync();

        var both = await Task.WhenAll(
            Task.Run(() => CreateAsync(host, "alice"), Cancellation), Task.Run(() => CreateAsync(host, "bob"), Cancellation));

        Assert.Single(both, created => created.IsSuccess);
        Assert.Equal("setup.done", Assert.Single(both.SelectMany(created => created.Errors)).Code);
        await using var db = await host.ReadAsync();
        Assert.Equal(1, await db.Administrators.CountAsync(Cancellation));
    }

    [Fact]
    public async Task While_any_administrator_exists_there_is_no_first_one()
    {
        await using var host = await DomainHost.StartAsync();

        Assert.Equal("setup.done", Assert.Single((await CreateAsync(host, "alice")).Errors).Code);
    }

    [Fact]
    public async Task A_weak_password_and_a_bad_name_are_refused_together_and_nothing_is_stored()
    {
        await using var host = await DomainHost.StartWithoutAdministratorsAsync();

        var refused = await host.Get<CreateFirstAdministrator>()
            .ExecuteAsync("al", new TypedPassword("short"), new Actor.OnHost("test"), Cancellation);

        Assert.Equal(["user_name.length", "password.too_short"], refused.Errors.Select(error => error.Code));
        Assert.False(await host.Get<FirstAdministrator>().ExistsAsync(Cancellation));
    }

    private static Task<AdminPortal.Domain.Result<UserName>> CreateAsync(DomainHost host, string name) =>
        host.Get<CreateFirstAdministrator>().ExecuteAsync(name, Password, new Actor.Anonymous(name, "192.0.2.1"), Cancellation);
}
