using AdminPortal.Account;
using AdminPortal.Domain.Administrators;
using AdminPortal.Domain.Permissions.Rules;
using AdminPortal.Tests.Shell;
using AdminPortal.Tests.Support;
using Bunit;
using Microsoft.Extensions.DependencyInjection;

namespace AdminPortal.Tests.Account;

public sealed class PermittedPageTests : ShellTest
{
    [Fact]
    public async Task Whoever_may_view_sees_the_content_with_the_permissions_held()
    {
        await using var host = await DomainHost.StartAsync();

        Assert.Equal("may change: False", Open(host, host.Auditor).Markup);
    }

    [Fact]
    public async Task Whoever_may_not_view_is_told_what_is_missing_instead()
    {
        await using var host = await DomainHost.StartAsync();

        var page = Open(host, host.Nobody);

        Assert.Equal("You can't view this page", page.Find("h1").TextContent);
        Assert.Contains("View Only", page.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain("may change", page.Markup, StringComparison.Ordinal);
    }

    private IRenderedComponent<PermittedPage> Open(DomainHost host, Actor actor)
    {
        Services.AddSingleton<CurrentActor>(new FixedActor(actor));
        Services.AddSingleton(host.Get<OpenPage>());
        Services.AddSingleton(host.Get<GetPermissions>());
        AddBunitPersistentComponentState();
        var page = Render<PermittedPage>(p => p
            .Add(x => x.Module, PortalModule.ApiClients)
            .Add(x => x.ChildContent, held => $"may change: {held.MayChangeApiClients}"));
        page.WaitForState(() => page.Markup.Length > 0, TimeSpan.FromSeconds(10));
        return page;
    }
}
