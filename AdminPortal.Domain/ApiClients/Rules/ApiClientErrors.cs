namespace AdminPortal.Domain.ApiClients.Rules;

/// <summary>Every way in which a change of an API client is refused. The page shows these sentences verbatim.</summary>
public static class ApiClientErrors
{
    public static PortalError NameMissing { get; } = OnName("missing", "Enter a name");

    public static PortalError NameTooLong { get; } = OnName("too_long", $"Name must be {ApiClientName.MaxLength} characters or fewer");

    public static PortalError NameTaken { get; } = OnName("taken", "Another API client already uses this name");

    public static PortalError DescriptionTooLong { get; } =
        OnDescription("too_long", $"Description must be {ApiClientDescription.MaxLength} characters or fewer");

    public static PortalError LifetimeMissing { get; } = OnLifetime("missing", "Enter an access token lifetime");

    public static PortalError LifetimeNotWhole { get; } = OnLifetime("malformed", "Enter a whole number of minutes");

    public static PortalError LifetimeTooShort { get; } =
        OnLifetime("too_short", $"Access token lifetime must be at least {AccessTokenLifetime.MinMinutes} minute");

    public static PortalError LifetimeTooLong { get; } =
        OnLifetime("too_long", $"Access token lifetime must be {AccessTokenLifetime.MaxMinutes} minutes ({AccessTokenLifetime.MaxHours} hours) or less");

    public static PortalError RoleUnknown { get; } =
        new("roles.unknown", "A chosen role no longer exists; choose another", ApiClientFields.Roles);

    public static PortalError NotFound { get; } = new("client.not_found", "This API client no longer exists");

    public static PortalError TooManySecrets { get; } =
        new("secret.too_many", $"An API client holds at most {Rules.Secrets.ClientSecrets.Limit} secrets");

    public static PortalError SecretsChanged { get; } = new(
        "secret.changed",
        "The secrets of this client were changed by someone else meanwhile. Nothing was stored: check the list, then add a secret again");

    public static PortalError NameNotPrintable(UnprintableCharacter fault) => OnName("malformed", $"Name contains {fault}. Remove it");

    public static PortalError DescriptionNotPrintable(UnprintableCharacter fault) =>
        OnDescription("malformed", $"Description contains {fault}. Remove it");

    private static PortalError OnName(string code, string message) => new($"name.{code}", message, ApiClientFields.Name);

    private static PortalError OnDescription(string code, string message) =>
        new($"description.{code}", message, ApiClientFields.Description);

    private static PortalError OnLifetime(string code, string message) =>
        new($"lifetime.{code}", message, ApiClientFields.AccessTokenLifetime);
}
