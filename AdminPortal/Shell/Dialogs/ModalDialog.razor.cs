using AdminPortal.Shell.Scripts;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace AdminPortal.Shell.Dialogs;

// This room owns the moments in which a page asks before it continues. It protects the focus, which returns to where it was, and half-typed
// work. It must never close a dialog by itself that a person has to answer.

/// <summary>A modal dialog named by its title. Focus goes to the element marked <c>data-first-focus</c>, and back at the end.</summary>
public sealed partial class ModalDialog(BrowserScripts scripts) : IAsyncDisposable
{
    private readonly string titleId = $"dialog-{Guid.NewGuid():N}";
    private ElementReference element;
    private bool open;

    [Parameter, EditorRequired]
    public string Title { get; set; } = "";

    [Parameter, EditorRequired]
    public RenderFragment? ChildContent { get; set; }

    [Parameter, EditorRequired]
    public RenderFragment? Actions { get; set; }

    /// <summary>Escape was pressed. Without a handler, Escape does nothing: for what must not be lost by a slip.</summary>
    [Parameter]
    public EventCallback OnCancel { get; set; }

    /// <summary>In pixels; 520 by default, and never wider than the window.</summary>
    [Parameter]
    public int? Width { get; set; }

    public async ValueTask DisposeAsync()
    {
        if (open)
        {
            await scripts.CloseDialogAsync(titleId);
        }
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            open = true;
            await scripts.OpenDialogAsync(element, titleId);
        }
    }

    private Task PressAsync(KeyboardEventArgs pressed) => pressed.Key == "Escape" ? OnCancel.InvokeAsync() : Task.CompletedTask;
}
