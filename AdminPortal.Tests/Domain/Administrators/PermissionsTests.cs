using AdminPortal.Domain.Administrators;
using AdminPortal.Domain.Auditing.Rules;
using AdminPortal.Domain.Permissions.Rules;
using AdminPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Tests.Domain.Administrators;

public sealed class PermissionsTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_page_learns_the_levels_and_the_roles_they_come_from()
    {
        await using var host = await DomainHost.StartAsync();

        var superuser = await HeldAsync(host, host.Superuser);
        var auditor = await HeldAsync(host, host.Auditor);
        var nobody = await HeldAsync(host, host.Nobody);

        Assert.Equal([AdminRole.SuperAdministrator], superuser.RoleNames);
        Assert.Equal([AdminRole.Auditor], auditor.RoleNames);
        Assert.All(Enum.GetValues<PortalModule>(), module => Assert.Equal(
            (true, true, true, false, false, false),
            (superuser.MayView(module), superuser.MayChange(module),
                auditor.MayView(module), auditor.MayChange(module), nobody.MayView(module), nobody.MayChange(module))));
        Assert.Equal((true, false), (superuser.MayChangeApiClients, auditor.MayChangeApiClients));
    }

    [Fact]
    public async Task A_page_that_may_not_be_seen_is_refused_and_that_is_recorded()
    {
        await using var host = await DomainHost.StartAsync();
        var openPage = host.Get<OpenPage>();

        Permission[] required = [new(PortalModule.Tokens, PermissionLevel.ViewOnly)];

        Assert.True((await openPage.ExecuteAsync(PortalModule.Tokens, required, host.Auditor, Cancellation)).IsSuccess);
        Assert.False((await openPage.ExecuteAsync(PortalModule.Tokens, required, host.Nobody, Cancellation)).IsSuccess);

        await using var db = await host.ReadAsync();
        var entry = await db.AuditEntries.SingleAsync(e => e.Category == "Page", Cancellation);
        Assert.Equal(("nobody", "Tokens", AuditResult.Failure), (entry.ActorName, entry.SubCategory, entry.Result));
    }

    private static Task<AdministratorPermissions> HeldAsync(DomainHost host, Actor actor) =>
        host.Get<GetPermissions>().ExecuteAsync(actor, Cancellation);
}
