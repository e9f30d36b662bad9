namespace AdminPortal.Domain.ApiResources.Rules;

/// <summary>A part of a resource server with roles of its own; a client holds at most one of them.</summary>
public sealed class Service
{
    private Service(string id, string resourceServerId, string name, string displayName, string organisationName)
    {
        Id = id;
        ResourceServerId = resourceServerId;
        Name = name;
        DisplayName = displayName;
        OrganisationName = organisationName;
    }

    public string Id { get; }

    public string ResourceServerId { get; }

    /// <summary>The short name that tokens carry (<c>prd</c>).</summary>
    public string Name { get; private set; }

    public string DisplayName { get; private set; }

    /// <summary>The service's organisation, which tokens carry as <c>tnt</c>.</summary>
    public string OrganisationName { get; private set; }

    public IReadOnlyList<ServiceRole> Roles => StoredRoles;

    internal List<ServiceRole> StoredRoles { get; } = [];

    internal static Service Create(string resourceServerId, CatalogueFile.ServiceEntry entry, HashSet<Scope> taken)
    {
        var service = new Service(CatalogueId.Generate("h"), resourceServerId, entry.Name, entry.DisplayName, entry.OrganisationName);
        foreach (var role in entry.Roles)
        {
            var scope = Scope.Derive(entry.Name, role.Name, taken);
            service.StoredRoles.Add(new ServiceRole(CatalogueId.Generate("hp"), service.Id, resourceServerId, role.Name, role.Summary, scope));
        }

        return service;
    }
}

/// <summary>A role at a service; tokens carry its scope.</summary>
public sealed class ServiceRole
{
    internal ServiceRole(string id, string serviceId, string resourceServerId, string name, string summary, Scope scope)
    {
        Id = id;
        ServiceId = serviceId;
        ResourceServerId = resourceServerId;
        Name = name;
        Summary = summary;
        Scope = scope;
    }

    public string Id { get; }

    public string ServiceId { get; }

    /// <summary>Repeated here because a scope is unique within its resource server.</summary>
    public string ResourceServerId { get; }

    public string Name { get; private set; }

    /// <summary>What the role allows, in one sentence; may be empty.</summary>
    public string Summary { get; private set; }

    public Scope Scope { get; }
}
