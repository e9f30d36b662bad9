using AdminPortal.Domain.ApiClients.Rules;
using AdminPortal.Domain.ApiClients.Rules.Jwks;
using AdminPortal.Domain.ApiClients.Rules.Jwks.Fetching;
using AdminPortal.Domain.Reading;
using FluentValidation;

namespace AdminPortal.Domain.ApiClients;

/// <summary>
/// The door of the use cases that add and change a client: reads each text once, by the rule of the value that it becomes. The page asks
/// the same while the form is filled in. The roles are for the catalogue to judge, see <see cref="ChosenRoles"/>.
/// </summary>
public sealed class ApiClientDetailsValidator : AbstractValidator<ApiClientDetails>
{
    public ApiClientDetailsValidator(OutboundAddressPolicy policy)
    {
        RuleFor(details => details.Name).ReadAs(ApiClientName.Create);
        RuleFor(details => details.Description).ReadAs(ApiClientDescription.Create);
        RuleFor(details => details.AccessTokenLifetime).ReadAs(AccessTokenLifetime.Create);
        RuleFor(details => details.JwksUri)
            .ReadAs(text => JwksUri.TryCreate(text, policy))
            .When(details => !string.IsNullOrWhiteSpace(details.JwksUri));
    }

    /// <summary>The values, or all faults at once in the order of the page.</summary>
    public Result<CheckedApiClientDetails> Read(ApiClientDetails details) => this.Read(details, values => new CheckedApiClientDetails(
        values.Get<ApiClientName>(),
        values.Get<ApiClientDescription>(),
        details.IsActive ? ClientStatus.Active : ClientStatus.Inactive,
        values.Get<AccessTokenLifetime>(),
        values.Find<JwksUri>()));
}
