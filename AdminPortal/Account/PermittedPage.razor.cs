using AdminPortal.Domain.Administrators;
using AdminPortal.Domain.Permissions.Rules;
using Microsoft.AspNetCore.Components;

namespace AdminPortal.Account;

/// <summary>Shows its content, which receives the permissions held, to those who hold what the page requires.</summary>
public sealed partial class PermittedPage(CurrentActor currentActor, OpenPage openPage, GetPermissions getPermissions)
{
    private AdministratorPermissions? held;
    private IReadOnlyList<Permission> lacking = [];

    [Parameter, EditorRequired]
    public PortalModule Module { get; set; }

    /// <summary>The permissions required to view the page; by default View Only access to its module.</summary>
    [Parameter]
    public IReadOnlyList<Permission>? Required { get; set; }

    [Parameter, EditorRequired]
    public RenderFragment<AdministratorPermissions>? ChildContent { get; set; }

    /// <summary>
    /// A page is rendered twice, for the request and for the circuit: persisted, so that one refusal is recorded once.
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
