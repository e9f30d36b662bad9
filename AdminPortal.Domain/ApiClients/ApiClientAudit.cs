using AdminPortal.Domain.ApiClients.Rules;
using AdminPortal.Domain.ApiClients.Rules.PublicKeys;
using AdminPortal.Domain.ApiClients.Rules.Secrets;
using AdminPortal.Domain.Auditing.Rules;
using AdminPortal.Domain.Storage;

namespace AdminPortal.Domain.ApiClients;

/// <summary>How the audit log describes changes to clients, in the words of the page. Secrets appear by their first characters.</summary>
internal static class ApiClientAudit
{
    public static async Task<AuditDetails> CreatedAsync(ApiClient client, PortalDbContext db, CancellationToken cancellation)
    {
        var details = AuditDetails.Of(("Client ID", client.Id.Value));
        Compare(details, null, await FactsAsync(client, db, cancellation));
        foreach (var key in client.PublicKeys.All)
        {
            details.Add("Public key", null, Describe(key));
        }

        foreach (var secret in client.Secrets.All)
        {
            details.Add("Secret", null, Describe(secret));
        }

        return details;
    }

    public static async Task<IReadOnlyDictionary<string, string>> FactsAsync(
        ApiClient client, PortalDbContext db, CancellationToken cancellation) => new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["Name"] = client.Name.Value,
            ["Description"] = client.Description.Value,
            ["Status"] = client.Status.ToString(),
            ["Access Token Lifetime"] = client.AccessTokenLifetime.ToString(),
            ["Client JWKs URL"] = client.JwksUri?.Value ?? "",
            ["Resources"] = await ChosenRoles.DescribeAsync(client.Grants.ByService, db, cancellation),
        };

    public static AuditDetails Compare(
        AuditDetails details, IReadOnlyDictionary<string, string>? before, IReadOnlyDictionary<string, string> after)
    {
        foreach (var (field, value) in after)
        {
            details.Add(field, before?[field], value);
        }

        return details;
    }

    public static string Describe(ClientPublicKey key) => $"{key.Name}, SHA-256 {key.Fingerprint}";

    public static string Describe(NewPublicKey key) => $"{key.Name}, SHA-256 {key.Pem.Key.Fingerprint}";

    public static string Describe(ClientSecret secret) => $"{secret.Hint}… until {UtcText.Of(secret.ExpiresAt)}";
}
