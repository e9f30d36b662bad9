namespace AdminPortal.Domain.ApiClients.Rules;

/// <summary>The fields of an API client, by the keys under which faults name them.</summary>
public static class ApiClientFields
{
    public static FieldKey Name { get; } = new("name");

    public static FieldKey Description { get; } = new("description");

    public static FieldKey Status { get; } = new("status");

    public static FieldKey AccessTokenLifetime { get; } = new("access_token_lifetime");

    public static FieldKey JwksUri { get; } = new("jwks_uri");

    public static FieldKey PublicKeys { get; } = new("public_keys");

    public static FieldKey SecretValidity { get; } = new("secret_validity");

    public static FieldKey Roles { get; } = new("roles");
}
