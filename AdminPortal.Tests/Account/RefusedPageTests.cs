using System.Net;
using AdminPortal.Domain.Auditing.Rules;
using AdminPortal.Domain.Storage;
using AdminPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Tests.Account;

/// <summary>An auditor, who may look at everything, at the address of a page that changes something.</summary>
public sealed class RefusedPageTests(PortalWithAlice portal) : IClassFixture<PortalWithAlice>
{
    private const string Add = "/administration/api-configuration/oneapi/api-clients/new";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_page_opened_without_its_permission_answers_403_and_is_on_record_once()
    {
        await portal.Process.RunVerbAsync($"{PortalWithAlice.Password}\n", Cancellation, "admin", "add", "--user-name", "bob", "--role", "Auditor");
        using var browser = portal.NewBrowser();
        await browser.SignInAsync("bob", PortalWithAlice.Password);

        var page = await browser.GetAsync(Add);

        Assert.Equal((HttpStatusCode.Forbidden, "You can't view this page"), (page.Status, page.Heading));
        Assert.Contains("API Clients and API Resources", page.Html, StringComparison.Ordinal);
        await using var store = await StoreBeside.OpenAsync(portal.Process);
        await using var db = await store.Get<PortalStore>().ReadAsync(Cancellation);
        var entry = await db.AuditEntries.SingleAsync(e => e.ActorName == "bob" && e.Category == "Page", Cancellation);
        Assert.Equal(("API Clients", AuditResult.Failure), (entry.SubCategory, entry.Result));
    }
}
