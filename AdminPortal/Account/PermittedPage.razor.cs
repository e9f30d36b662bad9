using AdminPortal.Domain.Administrators;
using Microsoft.AspNetCore.Components;

namespace AdminPortal.Account;

/// <summary>Shows its content, which is given the permissions held, to whoever may view the module.</summary>
public sealed partial class PermittedPage(CurrentActor currentActor, OpenPage openPage, GetPermissions getPermissions)
{
    private bool refused;

    [Parameter, EditorRequired]
    public PortalModule Module { get; set; }

    [Parameter, EditorRequired]
    public RenderFragment<AdministratorPermissions>? ChildContent { get; set; }

    /// <summary>
    /// A page is rendered twice, for the request and for the circuit: carried over, so that one refusal is recorded once.
    /// </summary>
    [PersistentState]
    public bool RefusalIsRecorded { get; set; }

    private AdministratorPermissions? Permissions { get; set; }

    protected override async Task OnInitializedAsync()
    {
        var actor = await currentActor.GetAsync();
        if (RefusalIsRecorded)
        {
            var held = await getPermissions.ExecuteAsync(actor, CancellationToken.None);
            Permissions = held.MayView(Module) ? held : null;
        }
        else
        {
            var opened = await openPage.ExecuteAsync(Module, actor, CancellationToken.None);
            Permissions = opened.IsSuccess ? opened.Value : null;
        }

        RefusalIsRecorded = refused = Permissions is null;
    }
}
