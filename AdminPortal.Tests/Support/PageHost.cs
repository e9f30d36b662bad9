using AdminPortal.Account;
using AdminPortal.Domain.Permissions.Rules;
using AdminPortal.Hosting.Settings;
using AdminPortal.Shell.Feedback;
using AdminPortal.Shell.Scripts;
using AngleSharp.Dom;
using Bunit;
using Bunit.TestDoubles;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor.Services;

namespace AdminPortal.Tests.Support;

/// <summary>A page on a real store, as one administrator sees it. Found and pressed by role and name, as people do.</summary>
internal sealed class PageHost : BunitContext
{
    public PageHost(DomainHost domain, Actor actor)
    {
        Domain = domain;
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddSingleton<TimeProvider>(domain.Clock);
        Services.AddMudServices();
        Services.AddFallbackServiceProvider(domain.Services);
        Services.AddSingleton(new PortalOptions { Issuer = "https://portal.example" });
        Services.AddScoped<BrowserScripts>().AddScoped<Announcer>().AddScoped<StatusMessages>().AddScoped<ServerCalls>();
        Services.AddSingleton<CurrentActor>(new SignedInAs(actor));
        Services.AddScoped<PasswordProof>();
    }

    public DomainHost Domain { get; }

    public BunitNavigationManager Navigation => Services.GetRequiredService<BunitNavigationManager>();

    public string PathAndQuery => new Uri(Navigation.Uri).PathAndQuery;

    /// <summary>The texts of the status messages that float over the page.</summary>
    public IEnumerable<string> Messages => Services.GetRequiredService<StatusMessages>().Shown.Select(message => message.Text);

    /// <summary>The id that script was last told to move the focus to.</summary>
    public string? Focused => JSInterop.Invocations["byId"] is [.., var last] ? (string?)last.Arguments[0] : null;

    /// <summary>Goes to an address and shows the page that lives there.</summary>
    public IRenderedComponent<TPage> Open<TPage>(string address)
        where TPage : IComponent
    {
        Navigation.NavigateTo(address);
        return Render<TPage>();
    }

    private sealed class SignedInAs(Actor actor) : CurrentActor
    {
        public override Task<Actor> GetAsync(CancellationToken cancellation = default) => Task.FromResult(actor);
    }
}

/// <summary>Finding by role and accessible name in markup whose names are labels, aria-labels or texts.</summary>
internal static class ByName
{
    public static IElement Button<T>(this IRenderedComponent<T> page, string name)
        where T : IComponent => page.FindAll("button, a.mud-button-root").Single(button => NameOf(button) == name);

    public static bool HasButton<T>(this IRenderedComponent<T> page, string name)
        where T : IComponent => page.FindAll("button, a").Any(button => NameOf(button) == name);

    public static IElement Link<T>(this IRenderedComponent<T> page, string name)
        where T : IComponent => page.FindAll("a").Single(link => NameOf(link) == name);

    public static IElement Labelled<T>(this IRenderedComponent<T> page, string label)
        where T : IComponent => page.Find($"#{page.FindAll("label").Single(element => element.TextContent.Trim() == label).GetAttribute("for")}");

    public static IEnumerable<string> RowHeaders<T>(this IRenderedComponent<T> page)
        where T : IComponent => page.FindAll("th[scope=row] a").Select(link => link.TextContent);

    public static string StatusText<T>(this IRenderedComponent<T> page)
        where T : IComponent => page.Find("p[role=status]").TextContent;

    /// <summary>What a word that explains itself says when it is pressed, in one line.</summary>
    public static string Explanation<T>(this IRenderedComponent<T> page, string word)
        where T : IComponent => string.Join(
            ' ', page.Find($"#{page.Button(word).GetAttribute("popovertarget")}").TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static string NameOf(IElement element) => element.GetAttribute("aria-label") ?? element.TextContent.Trim();
}
