using Microsoft.Playwright;

namespace AdminPortal.Tests.Browser;

/// <summary>A person at a browser: finds things by role and name, as the contract says, and notes what the console complains of.</summary>
public sealed class Visitor : IAsyncDisposable
{
    public const string UserName = "first.admin";
    public const string Password = "correct horse battery staple 7";

    private readonly IBrowserContext _context;
    private readonly List<string> _complaints = [];

    internal Visitor(IBrowserContext context, IPage page)
    {
        _context = context;
        Page = page;
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                _complaints.Add($"{message.Type}: {message.Text} ({message.Location})");
            }
        };
        page.PageError += (_, error) => _complaints.Add($"page error: {error}");
    }

    public IPage Page { get; }

    /// <summary>Console errors and warnings so far; content policy violations are among them.</summary>
    public IReadOnlyList<string> Complaints => _complaints;

    public ILocator Button(string name) => Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    public ILocator Link(string name) => Page.GetByRole(AriaRole.Link, new() { Name = name, Exact = true });

    public ILocator Box(string name) => Page.GetByRole(AriaRole.Textbox, new() { Name = name });

    public ILocator Number(string name) => Page.GetByRole(AriaRole.Spinbutton, new() { Name = name });

    public ILocator Tab(string name) => Page.GetByRole(AriaRole.Tab, new() { Name = name });

    public ILocator Heading(string name) => Page.GetByRole(AriaRole.Heading, new() { Name = name, Exact = true, Level = 1 });

    public ILocator Dialog(string name) => Page.GetByRole(AriaRole.Dialog, new() { Name = name });

    public ILocator Role(string service, string role) =>
        Page.GetByRole(AriaRole.Radiogroup, new() { Name = service }).GetByRole(AriaRole.Radio, new() { Name = role, Exact = true });

    public Task<string> ClipboardAsync() => Page.EvaluateAsync<string>("navigator.clipboard.readText()");

    /// <summary>Opens a page and waits until its circuit stands, so that the first click counts.</summary>
    public async Task OpenAsync(string path)
    {
        await Page.GotoAsync(path);
        await Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
    }

    /// <summary>Opens Add API Client and waits for the focus that its circuit puts on the name: what is typed before that is lost.</summary>
    public async Task OpenNewClientAsync()
    {
        await OpenAsync("/administration/api-configuration/oneapi/api-clients/new");
        await Assertions.Expect(Box("Name")).ToBeFocusedAsync();
    }

    public async Task SignInAsync(string userName = UserName, string password = Password)
    {
        await OpenAsync("/sign-in");
        await Page.GetByLabel("User name").FillAsync(userName);
        await Page.GetByLabel("Password", new() { Exact = true }).FillAsync(password);
        await Button("Sign in").ClickAsync();
        await Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
    }

    /// <summary>The cookies, for another visitor to come with.</summary>
    public Task<string> SessionAsync() => _context.StorageStateAsync();

    public ValueTask DisposeAsync() => _context.DisposeAsync();
}
