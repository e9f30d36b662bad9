using AdminPortal.Domain.ApiClients.Rules;
using AdminPortal.Domain.ApiResources.Rules;
using Microsoft.AspNetCore.Components;

namespace AdminPortal.ApiClients.Editing;

/// <summary>The tab "Resources".</summary>
public sealed partial class ResourcesTab
{
    private const string NoAccess = "No access";

    private string? search = "";
    private bool selectedOnly;

    [Parameter, EditorRequired]
    public ClientForm Form { get; set; } = new();

    [Parameter, EditorRequired]
    public FormFaults Faults { get; set; } = default!;

    [Parameter, EditorRequired]
    public IReadOnlyList<Service> Services { get; set; } = [];

    [Parameter]
    public bool IsSaved { get; set; }

    [Parameter]
    public EventCallback OnChange { get; set; }

    private IReadOnlyList<string> Scopes =>
        [.. Services.SelectMany(ChosenRole).Select(role => role.Scope.Value).Order(StringComparer.Ordinal)];

    private static string TitleId(Service service) => $"service-{service.Id}";

    private IEnumerable<ServiceRole> ChosenRole(Service service) =>
        service.Roles.Where(role => Form.Roles.GetValueOrDefault(service.Id) == role.Id);

    private bool IsShown(Service service)
    {
        var query = (search ?? "").Trim();
        var matches = Contains(service.DisplayName, query) || Contains(service.Name, query)
            || service.Roles.Any(role => Contains(role.Name, query) || Contains(role.Scope.Value, query));
        return matches && (!selectedOnly || Form.Roles.ContainsKey(service.Id));
    }

    private static bool Contains(string text, string query) => text.Contains(query, StringComparison.CurrentCultureIgnoreCase);

    private (string Was, string WillBe)? Change(Service service)
    {
        var was = Form.Baseline.Roles.GetValueOrDefault(service.Id);
        var willBe = Form.Roles.GetValueOrDefault(service.Id);
        return was == willBe ? null : (NameOf(service, was), NameOf(service, willBe));
    }

    private static string NameOf(Service service, string? roleId) =>
        service.Roles.FirstOrDefault(role => role.Id == roleId)?.Name ?? NoAccess;

    private Task ChooseAsync(Service service, ServiceRole? role)
    {
        if (Form.Roles.GetValueOrDefault(service.Id) == role?.Id)
        {
            // Both events may be raised for one click.
            return Task.CompletedTask;
        }

        Form.Choose(service.Id, role?.Id);
        Faults.Change(ApiClientFields.Roles, Form.Details);
        return OnChange.InvokeAsync();
    }

    private void Clear()
    {
        search = "";
        selectedOnly = false;
    }
}
