using AdminPortal.ApiClients.Editing;
using AdminPortal.Domain;
using AdminPortal.Domain.ApiClients;
using AdminPortal.Domain.ApiClients.Rules;
using AdminPortal.Domain.ApiClients.Rules.Secrets;
using AdminPortal.Domain.Permissions.Rules;
using AdminPortal.Shell.Navigation;
using AdminPortal.Tests.Support;
using AngleSharp.Dom;
using Bunit;

namespace AdminPortal.Tests.ApiClients.Editing;

/// <summary>The form of a client on a real store, and the few things people do in it.</summary>
public abstract class EditingTest : IAsyncLifetime
{
    internal DomainHost Domain { get; private set; } = null!;

    internal PageHost Host { get; private set; } = null!;

    protected static CancellationToken Cancellation => DomainHost.Cancellation;

    public virtual async ValueTask InitializeAsync()
    {
        Domain = await DomainHost.StartAsync();
        SignIn(Domain.Superuser);
    }

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        await Domain.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected void SignIn(Actor actor) => Host = new PageHost(Domain, actor);

    protected IRenderedComponent<EditApiClientPage> OpenNew(string tab = EditTabs.Client)
    {
        Host.Navigation.NavigateTo($"{SiteMap.ApiClients.Path}/new?tab={tab}");
        return Host.Render<EditApiClientPage>();
    }

    protected IRenderedComponent<EditApiClientPage> OpenSaved(ClientId id, string tab = EditTabs.Client)
    {
        Host.Navigation.NavigateTo($"{SiteMap.ApiClients.Path}/{id}?tab={tab}");
        return Host.Render<EditApiClientPage>(parameters => parameters.Add(page => page.ClientIdText, id.Value));
    }

    protected async Task<ApiClientView> ReadAsync(ClientId id) => (await Domain.Get<GetApiClient>().ExecuteAsync(id, Domain.Superuser, Cancellation)).Value;

    protected Task<ClientId> AddAsync(int secrets) => Domain.AddClientAsync(
        new ApiClientDetails { Name = "Billing sync" },
        [.. Enumerable.Range(0, secrets).Select(_ => new PendingSecret(PlaintextSecret.Generate().Hash(), SecretValidity.Default))]);

    protected static Task SubmitAsync(IRenderedComponent<EditApiClientPage> page) => page.Find("form").SubmitAsync();

    protected static IElement Dialog(IRenderedComponent<EditApiClientPage> page, string title)
    {
        var dialog = page.Find("dialog");
        Assert.Equal(title, page.Find($"#{dialog.GetAttribute("aria-labelledby")}").TextContent);
        return dialog;
    }

    protected static async Task<string> GenerateAsync(IRenderedComponent<EditApiClientPage> page, string days = "90")
    {
        await page.Button("Add secret").ClickAsync(new());
        await page.Labelled("Validity in days").ChangeAsync(new() { Value = days });
        await page.Button("Generate").ClickAsync(new());
        return page.Labelled("Client secret").GetAttribute("value")!;
    }

    protected static async Task AcknowledgeAsync(IRenderedComponent<EditApiClientPage> page)
    {
        await page.FindAll("label.check").Single(label => label.TextContent.Contains("I have stored this secret", StringComparison.Ordinal))
            .QuerySelector("input")!.ChangeAsync(new() { Value = true });
        await page.Button("Done").ClickAsync(new());
    }
}
