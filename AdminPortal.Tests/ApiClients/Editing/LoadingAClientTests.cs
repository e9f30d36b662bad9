using AdminPortal.ApiClients.Editing;
using AdminPortal.Domain.Permissions.Rules;
using AdminPortal.Tests.Support;
using Bunit;

namespace AdminPortal.Tests.ApiClients.Editing;

/// <summary>What the client's page shows instead of a client.</summary>
public sealed class LoadingAClientTests : EditingTest
{
    private static readonly PermissionSet Everything =
        PermissionSet.Of(Enum.GetValues<PortalModule>().Select(module => new Permission(module, PermissionLevel.Full)));

    [Fact]
    public async Task A_failed_load_names_a_reference_and_can_be_tried_again()
    {
        var id = await AddAsync(secrets: 0);
        await Domain.RenameTableAsync("ClientSecrets", "Away");

        var page = OpenSaved(id);

        Assert.Equal("Couldn't load this client", page.Find("[role=alert] h2").TextContent);
        Assert.Matches("Reference: [0-9a-f]{32}", page.Find("[role=alert]").TextContent);
        await Domain.RenameTableAsync("Away", "ClientSecrets");
        await page.Button("Try again").ClickAsync(new());
        Assert.Equal("Billing sync", page.Find("h1").TextContent);
    }

    [Theory]
    [InlineData(PortalModule.ApiClients)]
    [InlineData(PortalModule.ApiResources)]
    public async Task A_permission_lost_before_the_load_is_told_as_such_and_not_as_a_fault(PortalModule lost)
    {
        var id = await AddAsync(secrets: 0);
        await Domain.AddRoleAsync("Half", Enum.GetValues<PortalModule>().Where(module => module != lost).Select(module => (module, PermissionLevel.Full)));
        await using var host = new PageHost(Domain, await Domain.AddAdministratorAsync("half", "Half"));

        var loader = host.Render<ClientLoader>(parameters => parameters
            .Add(x => x.Held, new AdministratorPermissions(Everything, []))
            .Add(x => x.ClientIdText, id.Value));

        Assert.Equal("You can't view this page", Assert.Single(loader.FindAll("h1")).TextContent);
        Assert.Contains(lost.Title(), loader.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain("Billing sync", loader.Markup, StringComparison.Ordinal);
    }
}
