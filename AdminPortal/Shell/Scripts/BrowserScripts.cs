using AdminPortal.Shell.Time;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace AdminPortal.Shell.Scripts;

/// <summary>What only the browser can do, one method each; the modules of wwwroot-assets/js load at first use.</summary>
public sealed class BrowserScripts(IJSRuntime js) : IAsyncDisposable
{
    private readonly Dictionary<string, IJSObjectReference> modules = new(StringComparer.Ordinal);

    public Task FocusAsync(string id) => CallAsync("focus", "byId", id);

    public Task ClosePopoversAsync() => CallAsync("focus", "closePopovers");

    public Task ChooseThemeAsync(string? choice) => CallAsync("theme", "choose", choice ?? "");

    public Task DownloadAsync(string fileName, string text, string contentType = "text/plain") =>
        CallAsync("download", "save", fileName, text, contentType);

    public Task AttachCopyAsync<T>(ElementReference button, DotNetObjectReference<T> listener)
        where T : class => CallAsync("clipboard", "attach", button, listener);

    public Task AttachPemAsync<T>(ElementReference room, DotNetObjectReference<T> listener)
        where T : class => CallAsync("pem", "attach", room, listener);

    public Task SelectAsync(ElementReference input) => CallAsync("clipboard", "select", input);

    public Task OpenDialogAsync(ElementReference dialog, string key) => CallAsync("dialog", "open", dialog, key);

    public Task CloseDialogAsync(string key) => CallAsync("dialog", "close", key);

    /// <summary>Tells the listener's <c>NoteActivityAsync</c>, at most once a minute, that somebody uses mouse or keyboard.</summary>
    public Task WatchActivityAsync<T>(DotNetObjectReference<T> listener)
        where T : class => CallAsync("idle", "watch", listener);

    public Task StopWatchingActivityAsync() => CallAsync("idle", "rest");

    /// <summary>Takes a password out of its field: what must not stand in a component's state is not bound to it.</summary>
    public async Task<string?> TakePasswordAsync(ElementReference field)
    {
        var module = await ModuleAsync("password");
        return await module.InvokeAsync<string?>("take", field);
    }

    public async Task<BrowserZone?> DescribeTimeZoneAsync()
    {
        var module = await ModuleAsync("timezone");
        return await module.InvokeAsync<BrowserZone?>("describe");
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var module in modules.Values)
        {
            try
            {
                await module.DisposeAsync();
            }
            catch (JSDisconnectedException)
            {
                // The page is gone and its modules with it.
            }
        }
    }

    private async Task CallAsync(string name, string function, params object?[] arguments)
    {
        try
        {
            var module = await ModuleAsync(name);
            await module.InvokeVoidAsync(function, arguments);
        }
        catch (JSDisconnectedException)
        {
            // Asked while the page was being left: there is nobody to show anything to.
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
}
