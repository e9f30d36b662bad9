using AdminPortal.Domain.ApiClients;
using Microsoft.AspNetCore.Components;

namespace AdminPortal.Tests.Architecture.Planted;

/// <summary>Asks a use case and stands in nobody's way when that fails.</summary>
internal sealed class ComponentThatLetsFaultsThrough(DeleteApiClient deleteApiClient) : ComponentBase
{
    public DeleteApiClient Asked => deleteApiClient;
}
