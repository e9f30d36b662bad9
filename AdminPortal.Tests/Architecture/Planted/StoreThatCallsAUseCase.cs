using AdminPortal.Domain.ApiClients;

namespace AdminPortal.Tests.Architecture.Planted;

/// <summary>A violation on purpose: what is asked for by use cases asks one.</summary>
internal sealed class StoreThatCallsAUseCase(DeleteApiClient deleteApiClient)
{
    public DeleteApiClient Asked => deleteApiClient;
}
