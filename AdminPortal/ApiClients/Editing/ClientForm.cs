using AdminPortal.Domain.ApiClients.Rules;

namespace AdminPortal.ApiClients.Editing;

/// <summary>The current values of the form on both tabs, and the values it started from.</summary>
public sealed class ClientForm
{
    private ApiClientDetails _baseline = new();

    public string? Name { get; set; } = "";

    public string? Description { get; set; } = "";

    public bool IsActive { get; set; } = true;

    public string? AccessTokenLifetime { get; set; } = "";

    public string? JwksUri { get; set; } = "";

    /// <summary>Role ID by service ID.</summary>
    public Dictionary<string, string> Roles { get; } = new(StringComparer.Ordinal);

    /// <summary>What the form started from: the saved client, or an empty one.</summary>
    public ApiClientDetails Baseline => _baseline;

    public ApiClientDetails Details => new()
    {
        Name = Name ?? "",
        Description = Description ?? "",
        IsActive = IsActive,
        AccessTokenLifetime = AccessTokenLifetime ?? "",
        JwksUri = JwksUri ?? "",
        Roles = new Dictionary<string, string>(Roles, StringComparer.Ordinal),
    };

    /// <summary>Shows these values and makes them the baseline.</summary>
    public void Load(ApiClientDetails details)
    {
        (Name, Description, IsActive, AccessTokenLifetime) = (details.Name, details.Description, details.IsActive, details.AccessTokenLifetime);
        JwksUri = details.JwksUri;
        Roles.Clear();
        foreach (var (service, role) in details.Roles)
        {
            Roles[service] = role;
        }

        Rebase(details);
    }

    /// <summary>Keeps what was typed, and makes these values the new baseline.</summary>
    public void Rebase(ApiClientDetails details) => _baseline = details;

    public void Choose(string serviceId, string? roleId)
    {
        if (roleId is null)
        {
            Roles.Remove(serviceId);
        }
        else
        {
            Roles[serviceId] = roleId;
        }
    }
}
