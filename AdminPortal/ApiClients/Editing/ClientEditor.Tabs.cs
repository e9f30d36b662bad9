using AdminPortal.Domain.Permissions.Rules;
using AdminPortal.Shell.Fields;
using AdminPortal.Shell.Tabs;
using Microsoft.AspNetCore.Components;

namespace AdminPortal.ApiClients.Editing;

/// <summary>The tabs of the form: the two that hold fields, and, for a saved client, its tokens and failures.</summary>
public sealed partial class ClientEditor
{
    /// <summary>What the person may do; without permission to view tokens there is no Tokens tab.</summary>
    [Parameter, EditorRequired]
    public AdministratorPermissions Held { get; set; } = AdministratorPermissions.Nothing;

    private bool ShowsTokens => Held.MayView(PortalModule.Tokens);

    private TabItem[] Tabs =>
    [
        new(EditTabs.Client, "Client", faults.CountOn(EditTabs.Client)),
        new(EditTabs.Resources, "Resources", faults.CountOn(EditTabs.Resources)),
        .. Saved is not null && ShowsTokens ? [EditTabs.TokensTab] : Array.Empty<TabItem>(),
        .. Saved is not null ? [EditTabs.ActivityTab] : Array.Empty<TabItem>(),
    ];

    private void Show(string tab)
    {
        active = tab;
        navigation.NavigateTo(navigation.GetUriWithQueryParameter("tab", tab), replace: true);
    }

    private Task FollowAsync(FieldFault fault)
    {
        Show(fault.FieldId == FieldWiring.IdFor("Search services and roles") ? EditTabs.Resources : EditTabs.Client);
        return Task.CompletedTask;
    }
}
