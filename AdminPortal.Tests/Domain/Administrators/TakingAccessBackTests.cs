using AdminPortal.Domain.Administrators;
using AdminPortal.Domain.Administrators.Access;
using AdminPortal.Domain.Administrators.Rules;
using AdminPortal.Domain.Administrators.Rules.Passwords;
using AdminPortal.Domain.Administrators.Sessions;
using AdminPortal.Domain.Auditing.Rules;
using AdminPortal.Domain.Permissions.Rules;
using AdminPortal.Domain.Storage;
using AdminPortal.Tests.Support;

namespace AdminPortal.Tests.Domain.Administrators;

/// <summary>What becomes of somebody whose access is taken back, and who may do it.</summary>
public sealed class TakingAccessBackTests
{
    private const string Other = "another canary battery";

    private static readonly Actor Operator = new Actor.OnHost("test");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_last_enabled_administrator_who_may_add_others_is_not_disabled()
    {
        await using var portal = await SigningIn.StartAsync();

        var refused = await DisableAsync(portal.Host, "alice", Operator);
        await AddAsync(portal.Host, "bob", AdminRole.SuperAdministrator);
        var first = await DisableAsync(portal.Host, "bob", Operator);
        var again = await DisableAsync(portal.Host, "alice", Operator);

        Assert.Equal([AdministratorErrors.LastOne], refused);
        Assert.Empty(first);
        Assert.Equal([AdministratorErrors.LastOne], again);
        Assert.Equal([AuditResult.Failure, AuditResult.Success, AuditResult.Failure], (await portal.AuditAsync("Disable")).Select(entry => entry.Result));
    }

    [Fact]
    public async Task Every_change_of_access_ends_the_sessions_and_tells_the_open_pages_before_it_returns()
    {
        await using var portal = await SigningIn.StartAsync();
        await AddAsync(portal.Host, "bob", AdminRole.SuperAdministrator);
        var told = 0;
        using var listening = portal.Host.Get<ChangeFeed>().OnSessionsEnded(() => told++);
        Func<Task<bool>>[] changes =
        [
            async () => (await portal.Host.Get<EndAdministratorSessions>().ExecuteAsync("ALICE", Operator, Cancellation)).IsSuccess,
            async () => (await portal.Host.Get<SetAdministratorPassword>()
                .ExecuteAsync("alice", new TypedPassword(SigningIn.Password), Operator, Cancellation)).IsSuccess,
            async () => (await DisableAsync(portal.Host, "alice", Operator)).Count == 0,
        ];

        foreach (var change in changes)
        {
            var session = (await portal.SucceedAsync()).Session;
            var before = told;
            Assert.True(await change());
            Assert.False(await portal.LastsAsync(session));
            Assert.Equal(before + 1, told);
        }

        Assert.IsType<SignInOutcome.Refused>(await portal.TryAsync(SigningIn.Password));
    }

    [Fact]
    public async Task Whoever_may_not_manage_administrators_changes_nobodys_access()
    {
        await using var host = await DomainHost.StartAsync();

        Assert.Equal(PermissionErrors.MissingCode, Assert.Single(await DisableAsync(host, "nobody", host.Auditor)).Code);
        var ended = await host.Get<EndAdministratorSessions>().ExecuteAsync("nobody", host.Auditor, Cancellation);
        Assert.Equal(PermissionErrors.MissingCode, ended.Errors[0].Code);
        var set = await host.Get<SetAdministratorPassword>().ExecuteAsync("nobody", new TypedPassword(Other), host.Auditor, Cancellation);
        Assert.Equal(PermissionErrors.MissingCode, set.Errors[0].Code);
    }

    [Fact]
    public async Task Nobody_changes_the_access_of_somebody_who_may_do_more()
    {
        await using var host = await DomainHost.StartAsync();
        await host.AddRoleAsync("Help Desk", (PortalModule.Administrators, PermissionLevel.Full));
        var desk = await host.AddAdministratorAsync("desk", "Help Desk");

        Assert.Equal([AdministratorErrors.AboveOwn], await DisableAsync(host, "superuser", desk));
        Assert.Empty(await DisableAsync(host, "nobody", desk));
    }

    private static async Task<IReadOnlyList<AdminPortal.Domain.PortalError>> DisableAsync(DomainHost host, string userName, Actor actor) =>
        (await host.Get<DisableAdministrator>().ExecuteAsync(userName, actor, Cancellation)).Errors;

    private static async Task AddAsync(DomainHost host, string userName, string role) => await host.Get<AddAdministrator>().ExecuteAsync(
        new AddAdministratorCommand(userName, new TypedPassword(SigningIn.Password), role), Operator, Cancellation);
}
