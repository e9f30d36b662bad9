using System.Text.Json;

namespace AdminPortal.Domain.ApiResources.Rules;

/// <summary>A catalogue as read from a file: resource servers, their services, and the roles of each service.</summary>
public sealed record CatalogueFile(IReadOnlyList<CatalogueFile.ResourceServerEntry> ResourceServers)
{
    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    public sealed record ResourceServerEntry(
        string Name, string DisplayName, string Description, string PrimaryAudience, bool IsDefault, IReadOnlyList<ServiceEntry> Services);

    public sealed record ServiceEntry(string Name, string DisplayName, string OrganisationName, IReadOnlyList<RoleEntry> Roles);

    public sealed record RoleEntry(string Name, string Summary);

    /// <summary>The first unprintable character in a name or a sentence of the catalogue; null when there is none.</summary>
    internal UnprintableCharacter? FirstFault() =>
        ResourceServers.SelectMany(TextsOf).Select(text => PrintableText.FirstFault(text)).FirstOrDefault(fault => fault is not null);

    private static IEnumerable<string> TextsOf(ResourceServerEntry server) =>
        [server.Name, server.DisplayName, server.Description, server.PrimaryAudience, .. server.Services.SelectMany(TextsOf)];

    private static IEnumerable<string> TextsOf(ServiceEntry service) =>
        [service.Name, service.DisplayName, service.OrganisationName, .. service.Roles.SelectMany(role => (string[])[role.Name, role.Summary])];

    /// <summary>The sample that the first start loads unless <c>Portal:Setup:Catalogue</c> says <c>none</c>.</summary>
    public static CatalogueFile Sample()
    {
        using var stream = typeof(CatalogueFile).Assembly.GetManifestResourceStream("sample-catalogue.json")
            ?? throw new InvalidOperationException("The sample catalogue is missing from the assembly.");
        return JsonSerializer.Deserialize<CatalogueFile>(stream, Strict)
            ?? throw new InvalidOperationException("The sample catalogue is empty.");
    }
}
