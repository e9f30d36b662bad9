
namespace AdminPortal.Domain.ApiResources.Rules;

/// <summary>Every way in which a change of an API resource is refused. The page shows these sentences verbatim.</summary>
public static class ApiResourceErrors
{
    public static FieldKey IntrospectionClientField { get; } = new("introspection_client");

    public static PortalError NotFound { get; } = new("resource.not_found", "This API resource no longer exists");

    public static PortalError CatalogueNotPrintable(UnprintableCharacter fault) =>
        new("catalogue.malformed", $"A name or a summary in the catalogue contains {fault}. Remove it");

    public static PortalError IntrospectionClientMalformed { get; } = OnIntrospectionClient(
        "malformed", $"A client ID has {ClientId.Length} lower-case letters and digits, as shown on the API Clients page");

    public static PortalError IntrospectionClientUnknown { get; } = OnIntrospectionClient("unknown", "There is no API client with this ID");

    public static PortalError IntrospectionClientChanged(ClientId? current) => OnIntrospectionClient(
        "changed", $"Someone else has changed this: it is now {current?.Value ?? "empty"}. Save again to overwrite that");

    private static PortalError OnIntrospectionClient(string code, string message) =>
        new($"introspection_client.{code}", message, IntrospectionClientField);
}
