namespace AdminPortal.Domain.ApiClients.Rules;

/// <summary>The role a client holds at one service.</summary>
public sealed class ResourceGrant
{
    internal ResourceGrant(string serviceId, string roleId)
    {
        ServiceId = serviceId;
        RoleId = roleId;
    }

    public string ServiceId { get; }

    public string RoleId { get; internal set; }
}

/// <summary>At most one role per service: a map keyed by service, so that a second role cannot be represented.</summary>
public sealed class ResourceGrants
{
    private readonly List<ResourceGrant> _stored;

    internal ResourceGrants(List<ResourceGrant> stored) => _stored = stored;

    public IReadOnlyDictionary<string, string> ByService =>
        _stored.ToDictionary(grant => grant.ServiceId, grant => grant.RoleId, StringComparer.Ordinal);

    internal void Replace(CheckedRoles roles)
    {
        _stored.RemoveAll(grant => !roles.ByService.ContainsKey(grant.ServiceId));
        foreach (var (serviceId, roleId) in roles.ByService)
        {
            if (_stored.Find(grant => grant.ServiceId == serviceId) is { } held)
            {
                held.RoleId = roleId;
            }
            else
            {
                _stored.Add(new ResourceGrant(serviceId, roleId));
            }
        }
    }
}
