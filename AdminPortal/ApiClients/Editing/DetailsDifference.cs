using AdminPortal.Domain.ApiClients.Rules;

namespace AdminPortal.ApiClients.Editing;

/// <summary>A field whose values differ between two states of a client, in the words of the page.</summary>
public sealed record DetailsDifference(string Field, string One, string Other)
{
    /// <summary>Compares values, not keystrokes: a change that was undone is no difference.</summary>
    public static IReadOnlyList<DetailsDifference> Between(ApiClientDetails one, ApiClientDetails other, Func<string, string, string> describeRole)
    {
        IEnumerable<DetailsDifference> fields =
        [
            new("Name", one.Name.Trim(), other.Name.Trim()),
            new("Description", one.Description.ReplaceLineEndings("\n").Trim(), other.Description.ReplaceLineEndings("\n").Trim()),
            new("Status", Word(one.IsActive), Word(other.IsActive)),
            new("Access Token Lifetime", $"{one.AccessTokenLifetime.Trim()} minutes", $"{other.AccessTokenLifetime.Trim()} minutes"),
            new("Client JWKs URL", Word(one.JwksUri), Word(other.JwksUri)),
            .. one.Roles.Keys.Union(other.Roles.Keys, StringComparer.Ordinal).Select(service => OfRole(service, one, other, describeRole)),
        ];
        return [.. fields.Where(field => field.One != field.Other)];
    }

    public static bool Exists(ApiClientDetails one, ApiClientDetails other) => Between(one, other, (service, role) => service + role).Count > 0;

    private static string Word(string jwksUri) => jwksUri.Trim() is { Length: > 0 } address ? address : "None";

    private static string Word(bool isActive) => isActive ? nameof(ClientStatus.Active) : nameof(ClientStatus.Inactive);

    private static DetailsDifference OfRole(
        string service, ApiClientDetails one, ApiClientDetails other, Func<string, string, string> describeRole)
    {
        string Role(ApiClientDetails details) => describeRole(service, details.Roles.GetValueOrDefault(service, ""));
        return new(describeRole(service, ServiceItself), Role(one), Role(other));
    }

    /// <summary>Asks for the service's own name instead of the name of one of its roles.</summary>
    public const string ServiceItself = "*";
}
