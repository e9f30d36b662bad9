using AdminPortal.Shell.Scripts;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.JSInterop;

namespace AdminPortal.Tests.Shell;

/// <summary>A browser that does not do what it is asked.</summary>
public sealed class BrowserScriptsTests
{
    public static TheoryData<Exception> Faults { get; } =
    [
        new JSException("a script was blocked"), new JSDisconnectedException("gone"), new TaskCanceledException("no answer"),
        new ObjectDisposedException("page"),
    ];

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_script_that_fails_ends_no_page(Exception fault)
    {
        await using var scripts = new BrowserScripts(new FailingBrowser(fault), NullLogger<BrowserScripts>.Instance);

        Assert.Null(await scripts.DescribeTimeZoneAsync());
        await scripts.FocusAsync("main");
        await scripts.ClosePopoversAsync();
        await scripts.ChooseThemeAsync("dark");
        await scripts.OpenDialogAsync(default, "key");
        await scripts.CloseDialogAsync("key");
        await scripts.SelectAsync(default);
        await scripts.StopWatchingActivityAsync();
        await scripts.TellStopAsync();
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_module_that_cannot_be_let_go_of_ends_no_page_either(Exception fault)
    {
        var scripts = new BrowserScripts(new FailingBrowser(fault, failsAtImport: false), NullLogger<BrowserScripts>.Instance);
        await scripts.FocusAsync("main");

        await scripts.DisposeAsync();
    }

    [Fact]
    public async Task A_password_that_the_browser_does_not_hand_over_is_a_fault_that_the_dialog_can_tell()
    {
        await using var scripts = new BrowserScripts(new FailingBrowser(new TaskCanceledException("no answer")), NullLogger<BrowserScripts>.Instance);

        await Assert.ThrowsAsync<JSException>(() => scripts.TakePasswordAsync(default(ElementReference)));
    }

    private sealed class FailingBrowser(Exception fault, bool failsAtImport = true) : IJSRuntime, IJSObjectReference
    {
        public ValueTask<TValue> InvokeAsync<TValue>(string identifier, object?[]? args) =>
            identifier == "import" && !failsAtImport ? ValueTask.FromResult((TValue)(object)this) : throw fault;

        public ValueTask<TValue> InvokeAsync<TValue>(string identifier, CancellationToken cancellationToken, object?[]? args) =>
            InvokeAsync<TValue>(identifier, args);

        public ValueTask DisposeAsync() => throw fault;
    }
}
