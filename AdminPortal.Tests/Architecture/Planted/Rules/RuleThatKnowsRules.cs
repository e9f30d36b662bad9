using AdminPortal.Domain;
using AdminPortal.Domain.ApiClients.Rules;

namespace AdminPortal.Tests.Architecture.Planted.Rules;

/// <summary>No violation: by it the test of the rules shows that it does not find everything.</summary>
internal sealed class RuleThatKnowsRules(ApiClientName name)
{
    public ApiClientName Name { get; } = name;

    public PortalError? Error { get; init; }
}
