using AdminPortal.Domain.ApiClients.Jwks;
using AdminPortal.Domain.ApiClients.Jwks.Fetching;
using FluentValidation;

namespace AdminPortal.Domain.ApiClients;

/// <summary>What an administrator typed of a client, unchecked: the form of the page and the command of the use cases share it.</summary>
public sealed record ApiClientDetails
{
    public string Name { get; init; } = "";

    public string Description { get; init; } = "";

    public bool IsActive { get; init; } = true;

    /// <summary>Minutes, as typed.</summary>
    public string AccessTokenLifetime { get; init; } = ApiClients.AccessTokenLifetime.Default.Minutes.ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>As typed; blank for a client that publishes no keys.</summary>
    public string JwksUri { get; init; } = "";

    /// <summary>The chosen role's ID by service ID; a service without access is absent.</summary>
    public IReadOnlyDictionary<string, string> Roles { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);
}

/// <summary>The rules of <see cref="ApiClientDetails"/> that need no store; page and use cases ask the same ones.</summary>
public sealed class ApiClientDetailsValidator : AbstractValidator<ApiClientDetails>
{
    private readonly OutboundAddressPolicy _policy;

    public ApiClientDetailsValidator(OutboundAddressPolicy policy)
    {
        _policy = policy;
        RuleFor(details => details.Name).Custom((text, context) => Report(context, ApiClientName.Create(text)));
        RuleFor(details => details.Description).Custom((text, context) => Report(context, ApiClientDescription.Create(text)));
        RuleFor(details => details.AccessTokenLifetime)
            .Custom((text, context) => Report(context, AccessTokenLifetime.Create(text)));
        RuleFor(details => details.JwksUri)
            .Custom((text, context) => Report(context, Jwks.JwksUri.TryCreate(text, policy)))
            .When(details => !string.IsNullOrWhiteSpace(details.JwksUri));
    }

    /// <summary>The URL of details that passed the check; none when it is blank.</summary>
    /// <exception cref="InvalidOperationException">The details were not validated.</exception>
    internal JwksUri? JwksUriOf(ApiClientDetails details) =>
        string.IsNullOrWhiteSpace(details.JwksUri) ? null : JwksUri.TryCreate(details.JwksUri, _policy).Value;

    /// <summary>All faults at once, in the order of the page.</summary>
    public List<PortalError> Check(ApiClientDetails details) =>
        [.. Validate(details).Errors.Select(failure => new PortalError(failure.ErrorCode, failure.ErrorMessage, failure.PropertyName))];

    // The values know their own limits and words; the validator only carries them to the field.
    private static void Report<T>(ValidationContext<ApiClientDetails> context, Result<T> result)
    {
        foreach (var error in result.Errors)
        {
            context.AddFailure(new FluentValidation.Results.ValidationFailure(error.Field, error.Message) { ErrorCode = error.Code });
        }
    }
}
