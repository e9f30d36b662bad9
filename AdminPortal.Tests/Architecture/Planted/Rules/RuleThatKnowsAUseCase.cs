using AdminPortal.Domain.ApiClients;

namespace AdminPortal.Tests.Architecture.Planted.Rules;

/// <summary>A violation on purpose: decides by asking for something to be done.</summary>
internal sealed class RuleThatKnowsAUseCase(DeleteApiClient deleteApiClient)
{
    public DeleteApiClient Asked => deleteApiClient;
}
