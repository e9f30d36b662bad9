
namespace AdminPortal.Domain.ApiResources.Rules;

// This room owns the catalogue: which resource servers exist, their services, and the roles that a client can be given.
// It protects the scopes: each is assigned once, unique within its resource server, never changed and never reused,
// because a verifier elsewhere has it in its configuration.

/// <summary>An API that accepts our access tokens (RFC 6749 section 1.1), identified by its audience (RFC 8707).</summary>
public sealed class ResourceServer
{
    private ResourceServer(string id, string name, string displayName, string description, string primaryAudience, bool isDefault)
    {
        Id = id;
        Name = name;
        DisplayName = displayName;
        Description = description;
        PrimaryAudience = primaryAudience;
        IsDefault = isDefault;
    }

    public string Id { get; }

    public string Name { get; private set; }

    public string DisplayName { get; private set; }

    public string Description { get; private set; }

    /// <summary>The <c>aud</c> of its tokens, exactly as written here. Unique.</summary>
    public string PrimaryAudience { get; private set; }

    /// <summary>The default for a token request without audience. At most one.</summary>
    public bool IsDefault { get; private set; }

    /// <summary>
    /// The client that may introspect tokens of this audience (RFC 7662), on the resource server's behalf; there may be none.
    /// </summary>
    public ClientId? IntrospectionClient { get; private set; }

    public IReadOnlyList<Service> Services => StoredServices;

    internal List<Service> StoredServices { get; } = [];

    internal static ResourceServer Create(CatalogueFile.ResourceServerEntry entry)
    {
        var server = new ResourceServer(
            CatalogueId.Generate("j"), entry.Name, entry.DisplayName, entry.Description, entry.PrimaryAudience, entry.IsDefault);
        var taken = new HashSet<Scope>();
        server.StoredServices.AddRange(entry.Services.Select(service => Service.Create(server.Id, service, taken)));
        return server;
    }

    internal void LetIntrospect(ClientId? client) => IntrospectionClient = client;
}
