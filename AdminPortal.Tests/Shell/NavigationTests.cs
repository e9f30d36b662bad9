using System.Reflection;
using System.Security.Claims;
using AdminPortal.Shell.Navigation;
using AdminPortal.Shell.Pages;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace AdminPortal.Tests.Shell;

public sealed class NavigationTests : ShellTest
{
    [Fact]
    public void The_breadcrumb_on_API_Clients_reads_exactly_as_promised()
    {
        var breadcrumb = Render<Breadcrumb>(p => p.Add(b => b.Page, SiteMap.ApiClients));

        Assert.Equal("Administration > API Configuration > OneAPI > API Clients", breadcrumb.Find("nav").TextContent.Trim());
        Assert.All(breadcrumb.FindAll("li"), item => Assert.NotNull(item.QuerySelector("a[href^='/administration']")));
        Assert.Equal("API Clients", Assert.Single(breadcrumb.FindAll("[aria-current=page]")).TextContent);
    }

    [Fact]
    public void A_page_below_a_listed_one_adds_a_fifth_crumb_that_is_the_current_one()
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo($"{SiteMap.ApiClients.Path}/new?tab=client");
        var breadcrumb = Render<Breadcrumb>(p => p.Add(b => b.Page, SiteMap.ApiClients).Add(b => b.SubPage, "Add API Client"));

        var last = breadcrumb.FindAll("a")[4];
        Assert.Equal("Add API Client", last.TextContent);
        Assert.Equal($"{SiteMap.ApiClients.Path}/new", last.GetAttribute("href"));
        Assert.Same(last, Assert.Single(breadcrumb.FindAll("[aria-current=page]")));
    }

    [Fact]
    public void A_page_has_one_level_1_heading_an_explanation_and_its_action()
    {
        var header = Render<PageHeader>(p => p
            .Add(h => h.Page, SiteMap.ApiClients)
            .Add(h => h.Explanation, "Programs that ask for tokens.")
            .Add(h => h.Action, "<button>Add API Client</button>"));

        Assert.Equal("API Clients", Assert.Single(header.FindAll("h1")).TextContent);
        Assert.Contains("Programs that ask for tokens.", header.Markup, StringComparison.Ordinal);
        Assert.Single(header.FindAll("button"));
    }

    [Fact]
    public void Every_page_that_lists_others_has_the_landing_page_at_its_address()
    {
        var routes = typeof(LandingPage).GetCustomAttributes<RouteAttribute>().Select(route => route.Template);
        var lists = SiteMap.Pages.Where(page => SiteMap.ChildrenOf(page).Any()).Select(page => page.Path);
        Assert.Equal(lists.Order(StringComparer.Ordinal), routes.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_landing_page_lists_its_children_with_a_sentence_each()
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo(SiteMap.OneApi.Path);
        var page = Render<LandingPage>();

        Assert.Equal(
            [SiteMap.ApiClients.Path, SiteMap.ApiResources.Path, SiteMap.Tokens.Path, SiteMap.SigningKeys.Path],
            page.FindAll(".landing a").Select(link => link.GetAttribute("href")));
        Assert.Contains(SiteMap.ApiResources.Summary, page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void The_navigation_marks_the_page_and_a_page_below_it()
    {
        this.AddAuthorization().SetAuthorized("ada");
        var navigation = Services.GetRequiredService<NavigationManager>();
        navigation.NavigateTo(SiteMap.ApiClients.Path);
        var menu = Render<NavMenu>();
        Assert.Equal("page", menu.Find($"a[href='{SiteMap.ApiClients.Path}']").GetAttribute("aria-current"));

        navigation.NavigateTo($"{SiteMap.ApiClients.Path}/new");
        Assert.Equal("true", menu.Find($"a[href='{SiteMap.ApiClients.Path}']").GetAttribute("aria-current"));
        Assert.Single(menu.FindAll("[aria-current]"));
    }

    [Fact]
    public void Groups_fold_and_say_so()
    {
        this.AddAuthorization().SetAuthorized("ada");
        var menu = Render<NavMenu>();
        menu.Find("button[aria-label=OneAPI]").Click();

        Assert.Equal("false", menu.Find("button[aria-label=OneAPI]").GetAttribute("aria-expanded"));
        Assert.Empty(menu.FindAll($"a[href='{SiteMap.ApiClients.Path}']"));
    }

    [Fact]
    public void Someone_who_may_see_nothing_gets_no_entry_and_no_empty_group()
    {
        this.AddAuthorization().SetAuthorized("ada");
        Services.AddScoped<IPageAccess, NoPage>();
        Assert.Empty(Render<NavMenu>().FindAll("a"));
    }

    [Fact]
    public void A_store_that_does_not_answer_leaves_the_frame_standing_and_is_asked_again_on_the_way_to_another_page()
    {
        this.AddAuthorization().SetAuthorized("ada");
        var access = new AccessThatFails();
        Services.AddSingleton<IPageAccess>(access);
        var menu = Render<NavMenu>();
        Assert.Empty(menu.FindAll("a"));

        access.Fails = false;
        Services.GetRequiredService<NavigationManager>().NavigateTo(SiteMap.Tokens.Path);

        Assert.Equal("page", menu.Find($"a[href='{SiteMap.Tokens.Path}']").GetAttribute("aria-current"));
    }

    [Theory]
    [InlineData("/administration/api-configuration/oneapi/api-clients/x9", "API Clients")]
    [InlineData("/administration/api-configuration/oneapi/api-clientsx", "OneAPI")]
    [InlineData("/nowhere", "API Clients")]
    public void The_nearest_page_is_the_deepest_that_exists_above_an_address(string path, string nearest) =>
        Assert.Equal(nearest, SiteMap.Nearest(path).Title);

    private sealed class AccessThatFails : IPageAccess
    {
        public bool Fails { get; set; } = true;

        public ValueTask<bool> MaySeeAsync(ClaimsPrincipal user, string moduleName) =>
            Fails ? throw new TimeoutException() : ValueTask.FromResult(true);
    }

    private sealed class NoPage : IPageAccess
    {
        public ValueTask<bool> MaySeeAsync(ClaimsPrincipal user, string moduleName) => ValueTask.FromResult(false);
    }
}
