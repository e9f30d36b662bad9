using AdminPortal.Domain;
using AdminPortal.Domain.Administrators;
using AdminPortal.Domain.Administrators.Rules;
using AdminPortal.Domain.Administrators.Rules.Passwords;
using AdminPortal.Domain.Auditing.Rules;
using AdminPortal.Domain.Permissions.Rules;
using AdminPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Tests.Domain.Administrators;

public sealed class AddAdministratorTests
{
    private static readonly AddAdministratorCommand Valid = new("carol", new TypedPassword("correct horse battery"), AdminRole.Auditor);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whoever_runs_the_host_adds_an_administrator_and_it_is_recorded_as_the_hosts()
    {
        await using var host = await DomainHost.StartAsync();

        var added = await AddAsync(host, Valid, new Actor.OnHost("admin add"));

        Assert.Equal("carol", added.Value.Value);
        await using var db = await host.ReadAsync();
        var entry = await db.AuditEntries.OrderBy(e => e.Id).LastAsync(Cancellation);
        Assert.Equal(("Create", "carol", ActorInterface.Host, AuditResult.Success), (entry.Action, entry.Resource, entry.Interface, entry.Result));
        var hash = (await db.Administrators.SingleAsync(a => a.UserName == "carol", Cancellation)).PasswordHash!;
        Assert.DoesNotContain("horse", hash, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_fault_is_refused_by_name()
    {
        await using var host = await DomainHost.StartAsync();

        Assert.Equal("roles.unknown", await RefusalAsync(host, Valid with { Role = "King" }));
        Assert.Equal("roles.unknown", await RefusalAsync(host, Valid with { Role = null }));
        Assert.Equal("user_name.taken", await RefusalAsync(host, Valid with { UserName = "SuperUser" }));
        Assert.Equal("password.too_short", await RefusalAsync(host, Valid with { Password = new TypedPassword("short") }));
    }

    [Fact]
    public async Task Every_fault_is_told_at_once_with_the_key_of_its_field()
    {
        await using var host = await DomainHost.StartAsync();

        var refused = await AddAsync(host, new AddAdministratorCommand("al", new TypedPassword("short"), "King"), host.Superuser);

        Assert.Equal(
            ["user_name: user_name.length", "password: password.too_short", "role: roles.unknown"],
            refused.Errors.Select(error => $"{error.Field}: {error.Code}"));
    }

    [Fact]
    public async Task An_administrator_without_the_permission_is_refused_and_that_is_recorded()
    {
        await using var host = await DomainHost.StartAsync();

        var refused = await AddAsync(host, Valid, host.Auditor);

        Assert.Equal(PermissionErrors.MissingCode, Assert.Single(refused.Errors).Code);
        await using var db = await host.ReadAsync();
        var entry = await db.AuditEntries.OrderBy(e => e.Id).LastAsync(Cancellation);
        Assert.Equal(("auditor", AuditResult.Failure), (entry.ActorName, entry.Result));
    }

    [Fact]
    public async Task Nobody_grants_a_level_above_their_own()
    {
        await using var host = await DomainHost.StartAsync();
        var db = host.Get<AdminPortal.Domain.Storage.PortalStore>();
        await using (var change = await db.BeginChangeAsync(Cancellation))
        {
            // The auditor's role is allowed to manage administrators, and nothing else beyond looking.
            await change.Db.Database.ExecuteSqlAsync(
                $"""
                UPDATE "AdminRolePermissions" SET "Level" = {(int)PermissionLevel.Full}
                WHERE "RoleId" = 2 AND "Module" = {(int)PortalModule.Administrators}
                """,
                Cancellation);
            await change.CommitAsync(Cancellation);
        }

        Assert.True((await AddAsync(host, Valid, host.Auditor)).IsSuccess);
        var above = await AddAsync(host, Valid with { UserName = "dave", Role = AdminRole.SuperAdministrator }, host.Auditor);
        Assert.Equal("roles.above_own", Assert.Single(above.Errors).Code);
    }

    private static async Task<string> RefusalAsync(DomainHost host, AddAdministratorCommand command) =>
        Assert.Single((await AddAsync(host, command, host.Superuser)).Errors).Code;

    private static Task<Result<UserName>> AddAsync(DomainHost host, AddAdministratorCommand command, Actor actor) =>
        host.Get<AddAdministrator>().ExecuteAsync(command, actor, Cancellation);
}
