using AdminPortal.Domain.Administrators;
using AdminPortal.Domain.Permissions.Rules;
using Microsoft.AspNetCore.Components;

namespace AdminPortal.Account;

/// <summary>Shows its content, which is given the permissions held, to whoever holds what the page takes.</summary>
public sealed partial class PermittedPage(CurrentActor currentActor, OpenPage openPage, GetPermissions getPermissions)
{
    private AdministratorPermissions? held;
    private IReadOnlyList<Permission> lacking = [];

    [Parameter, EditorRequired]
    public PortalModule Module { get; set; }

    /// <summary>What it takes to see the page; View Only on its module, unless it says otherwise.</summary>
    [Parameter]
    public IReadOnlyList<Permission>? Required { get; set; }

    [Parameter, EditorRequired]
    public RenderFragment<AdministratorPermissions>? ChildContent { get; set; }

    /// <summary>
    /// A page is rendered twice, for the request and for the circuit: carried over, so that one refusal is recorded once.
    /// </summary>
    [PersistentState]
    public bool RefusalIsRecorded { get; set; }

    protected override async Task OnInitializedAsync()
    {
        var actor = await currentActor.GetAsync();
        var required = Required ?? [new Permission(Module, PermissionLevel.ViewOnly)];
        if (!RefusalIsRecorded)
        {
            RefusalIsRecorded = !(await openPage.ExecuteAsync(Module, required, actor, CancellationToken.None)).IsSuccess;
        }

        var permissions = await getPermissions.ExecuteAsync(actor, CancellationToken.None);
        lacking = permissions.Levels.Missing(required);
        held = permissions;
    }
}
