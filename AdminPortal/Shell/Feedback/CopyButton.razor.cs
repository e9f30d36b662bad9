using AdminPortal.Shell.Scripts;
using AdminPortal.Shell.Words;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace AdminPortal.Shell.Feedback;

/// <summary>Copies a text and says so; if the browser refuses, shows the text selected, to be copied by hand.</summary>
public sealed partial class CopyButton(BrowserScripts scripts, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan ConfirmedFor = TimeSpan.FromSeconds(2);

    private readonly CancellationTokenSource gone = new();
    private DotNetObjectReference<CopyButton>? self;
    private ElementReference button;
    private ElementReference fallback;
    private CopyState state;
    private bool selectNow;

    private enum CopyState
    {
        Ready,
        Copied,
        Failed,
    }

    [Parameter, EditorRequired]
    public string Text { get; set; } = "";

    /// <summary>What is copied, continuing "Copy": "client ID", "client ID of Billing sync".</summary>
    [Parameter, EditorRequired]
    public string Of { get; set; } = "";

    /// <summary>Attributes of the button: <c>data-first-focus</c>.</summary>
    [Parameter(CaptureUnmatchedValues = true)]
    public IReadOnlyDictionary<string, object>? Attributes { get; set; }

    private string Label => AttributeText.Of($"Copy {Of}");

    private string Subject => AttributeText.Of(char.ToUpperInvariant(Of[0]) + Of[1..]);

    private string Outcome => state switch
    {
        CopyState.Copied => $"{Subject} copied",
        CopyState.Failed => "Press Ctrl+C to copy the selected text",
        _ => "",
    };

    /// <summary>Called by clipboard.js, which handles the click.</summary>
    [JSInvokable]
    public async Task ShowOutcomeAsync(bool copied)
    {
        state = copied ? CopyState.Copied : CopyState.Failed;
        selectNow = !copied;
        StateHasChanged();
        if (copied)
        {
            await RevertAsync();
        }
    }

    public void Dispose()
    {
        gone.Cancel();
        gone.Dispose();
        self?.Dispose();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            self = DotNetObjectReference.Create(this);
            await scripts.AttachCopyAsync(button, self);
        }

        if (selectNow)
        {
            selectNow = false;
            await scripts.SelectAsync(fallback);
        }
    }

    private async Task RevertAsync()
    {
        try
        {
            await Task.Delay(ConfirmedFor, clock, gone.Token);
            state = CopyState.Ready;
            StateHasChanged();
        }
        catch (OperationCanceledException)
        {
            // The button has left the page meanwhile.
        }
    }
}
