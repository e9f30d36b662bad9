using AdminPortal.Shell.Time;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace AdminPortal.Shell.Scripts;

// This room owns every call to a browser script. It protects pages from scripts that are blocked, late or gone. It must never make a page
// wait for one.

/// <summary>
/// What only the browser can do, one method each; the modules of wwwroot-assets/js load at first use. A failure (a blocked script, a
/// missing answer, a page that is gone) is logged and never ends the page: what was typed into it matters more than where the focus goes.
/// </summary>
public sealed partial class BrowserScripts(IJSRuntime js, ILogger<BrowserScripts> logger) : IAsyncDisposable
{
    private const string WholePage = "document.documentElement";

    private readonly Dictionary<string, IJSObjectReference> modules = new(StringComparer.Ordinal);

    public Task FocusAsync(string id) => CallAsync("focus", "byId", id);

    public Task ClosePopoversAsync() => CallAsync("focus", "closePopovers");

    public Task ChooseThemeAsync(string? choice) => CallAsync("theme", "choose", choice ?? "");

    public Task DownloadAsync(string fileName, string text, string contentType = "text/plain") =>
        CallAsync("download", "save", fileName, text, contentType);

    public Task AttachCopyAsync<T>(ElementReference button, DotNetObjectReference<T> listener)
        where T : class => CallAsync("clipboard", "attach", button, listener);

    public Task AttachPemAsync<T>(ElementReference room, DotNetObjectReference<T> listener, int maxBytes)
        where T : class => CallAsync("pem", "attach", room, listener, maxBytes);

    public Task SelectAsync(ElementReference input) => CallAsync("clipboard", "select", input);

    public Task OpenDialogAsync(ElementReference dialog, string key) => CallAsync("dialog", "open", dialog, key);

    public Task CloseDialogAsync(string key) => CallAsync("dialog", "close", key);

    /// <summary>Calls the listener's <c>NoteActivityAsync</c>, at most once a minute, when mouse or keyboard is used.</summary>
    public Task WatchActivityAsync<T>(DotNetObjectReference<T> listener)
        where T : class => CallAsync("idle", "watch", listener);

    public Task StopWatchingActivityAsync() => CallAsync("idle", "rest");

    /// <summary>Takes a password out of its field: it is not bound, because it must not be in a component's state.</summary>
    /// <exception cref="JSException">The browser did not return it.</exception>
    public async Task<string?> TakePasswordAsync(ElementReference field)
    {
        try
        {
            var module = await ModuleAsync("password");
            return await module.InvokeAsync<string?>("take", field);
        }
        catch (OperationCanceledException fault)
        {
            throw new JSException("The browser did not answer.", fault);
        }
    }

    /// <summary>Null when the browser does not say.</summary>
    public async Task<BrowserZone?> DescribeTimeZoneAsync()
    {
        BrowserZone? zone = null;
        await TryAsync("timezone", async () => zone = await (await ModuleAsync("timezone")).InvokeAsync<BrowserZone?>("describe"));
        return zone;
    }

    /// <summary>
    /// Tells the page that the program is stopping, so that it says so when the connection is lost. Uses a built-in browser function: there
    /// is no time to load a script.
    /// </summary>
    public Task TellStopAsync() => TryAsync("stop", async () => await js.InvokeVoidAsync($"{WholePage}.setAttribute", "data-portal-stops", ""));

    public async ValueTask DisposeAsync()
    {
        foreach (var (name, module) in modules)
        {
            await TryAsync(name, async () => await module.DisposeAsync());
        }
    }

    private Task CallAsync(string name, string function, params object?[] arguments) =>
        TryAsync(name, async () => await (await ModuleAsync(name)).InvokeVoidAsync(function, arguments));

    private async Task TryAsync(string name, Func<Task> call)
    {
        try
        {
            await call();
        }
        catch (Exception left) when (left is JSDisconnectedException or ObjectDisposedException)
        {
            // Called while the page, or the part of it that called, was being left: on a slow line a module may still be loading then.
            // There is nobody to show anything to.
        }
        catch (Exception fault) when (fault is JSException or OperationCanceledException)
        {
            // Without the fault's message, which comes from the page and is untrusted.
            ScriptFailed(logger, name, fault.GetType().Name);
        }
    }

    private async ValueTask<IJSObjectReference> ModuleAsync(string name)
    {
        if (!modules.TryGetValue(name, out var module))
        {
            module = await js.InvokeAsync<IJSObjectReference>("import", $"./js/{name}.js");
            modules[name] = module;
        }

        return module;
    }

    [LoggerMessage(130, LogLevel.Warning, "A browser did not run the page's script {Script}: {Fault}")]
    private static partial void ScriptFailed(ILogger logger, string script, string fault);
}
