namespace AdminPortal.Domain.ApiClients.Rules;

/// <summary>
/// What an administrator typed about a client, unvalidated: shared by the form of the page and the command of the use cases.
/// </summary>
public sealed record ApiClientDetails
{
    public string Name { get; init; } = "";

    public string Description { get; init; } = "";

    public bool IsActive { get; init; } = true;

    /// <summary>Minutes, as typed.</summary>
    public string AccessTokenLifetime { get; init; } = ApiClients.Rules.AccessTokenLifetime.Default.Minutes.ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>As typed; blank for a client that publishes no keys.</summary>
    public string JwksUri { get; init; } = "";

    /// <summary>The chosen role's ID by service ID; a service without access is absent.</summary>
    public IReadOnlyDictionary<string, string> Roles { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);
}
