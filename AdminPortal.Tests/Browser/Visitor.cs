using Microsoft.Playwright;

namespace AdminPortal.Tests.Browser;

/// <summary>A person at a browser: finds things by role and name, as the contract says, and notes what the console complains of.</summary>
public sealed class Visitor : IAsyncDisposable
{
    public const string UserName = "first.admin";
    public const string Password = "correct horse battery staple 7";

    private const string CircuitScript = "_framework/blazor.web";

    private readonly IBrowserContext _context;
    private readonly List<string> _complaints = [];
    private TaskCompletionSource _circuit = new();

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
        page.WebSocket += (_, socket) => NoteStanding(socket, _circuit);
    }

    public IPage Page { get; }

    /// <summary>Console errors and warnings so far; content policy violations are among them.</summary>
    public IReadOnlyList<string> Complaints => _complaints;

    public ILocator Button(string name) => Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    /// <summary>Every button whose name begins like this; a row's own is among them.</summary>
    public ILocator ButtonLike(string beginning) => Page.GetByRole(AriaRole.Button, new() { Name = beginning });

    public ILocator Box(string name) => Page.GetByRole(AriaRole.Textbox, new() { Name = name });

    public ILocator Number(string name) => Page.GetByRole(AriaRole.Spinbutton, new() { Name = name });

    public ILocator Tab(string name) => Page.GetByRole(AriaRole.Tab, new() { Name = name });

    public ILocator Heading(string name) => Page.GetByRole(AriaRole.Heading, new() { Name = name, Exact = true, Level = 1 });

    public ILocator Dialog(string name) => Page.GetByRole(AriaRole.Dialog, new() { Name = name });

    public ILocator Role(string service, string role) =>
        Page.GetByRole(AriaRole.Radiogroup, new() { Name = service }).GetByRole(AriaRole.Radio, new() { Name = role, Exact = true });

    public Task<string> ClipboardAsync() => Page.EvaluateAsync<string>("navigator.clipboard.readText()");

    /// <summary>Opens a page and waits until its circuit stands, so that the first click counts.</summary>
    public Task OpenAsync(string path) => LoadAsync(() => Page.GotoAsync(path));

    /// <summary>Loads a page by whatever loads one, a reload or a step back, and waits for its circuit.</summary>
    public async Task LoadAsync(Func<Task<IResponse?>> load)
    {
        _circuit = new TaskCompletionSource();
        var page = await load();
        if (page is not null && (await page.TextAsync()).Contains(CircuitScript, StringComparison.Ordinal))
        {
            await _circuit.Task.WaitAsync(Chromium.Patience);
        }

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
        await ArriveAsync(() => Button("Sign in").ClickAsync());
    }

    /// <summary>Takes a step that leads to a page of its own, by a form or a plain link, and waits for that page's circuit.</summary>
    public async Task ArriveAsync(Func<Task> step)
    {
        _circuit = new TaskCompletionSource();
        await step();
        await _circuit.Task.WaitAsync(Chromium.Patience);
        await Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
    }

    /// <summary>Returns when what has changed on the page is on the screen; nothing moves there, for visitors ask for that.</summary>
    public Task DrawnAsync() => Page.EvaluateAsync("() => new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)))");

    /// <summary>The cookies as a request sends them.</summary>
    public async Task<string> CookieHeaderAsync() => string.Join("; ", (await _context.CookiesAsync()).Select(cookie => $"{cookie.Name}={cookie.Value}"));

    /// <summary>The cookies, for another visitor to come with.</summary>
    public Task<string> SessionAsync() => _context.StorageStateAsync();

    public ValueTask DisposeAsync() => _context.DisposeAsync();

    // The frame around a page asks for its last script when it stands; an earlier drawing may be that of the document's head alone.
    private static void NoteStanding(IWebSocket socket, TaskCompletionSource circuit) => socket.FrameReceived += (_, frame) =>
    {
        if (frame.Binary is { } message && message.AsSpan().IndexOf("js/idle.js"u8) >= 0)
        {
            circuit.TrySetResult();
        }
    };
}
