using AdminPortal.Domain.ApiClients.PublicKeys;
using AdminPortal.Domain.ApiClients.Secrets;
using Microsoft.Extensions.DependencyInjection;

namespace AdminPortal.Domain.ApiClients;

/// <summary>Clients, their secrets and their keys.</summary>
internal static class ApiClientsRoom
{
    public static IServiceCollection AddApiClients(this IServiceCollection services) => services
        .AddSingleton<ApiClientDetailsValidator>()
        .AddSingleton<CheckApiClientName>()
        .AddSingleton<AddApiClient>()
        .AddSingleton<UpdateApiClient>()
        .AddSingleton<DeleteApiClient>()
        .AddSingleton<GetApiClient>()
        .AddSingleton<ListApiClients>()
        .AddSingleton<AddClientPublicKeys>()
        .AddSingleton<RemoveClientPublicKey>()
        .AddSingleton<GenerateClientSecret>()
        .AddSingleton<AddClientSecret>()
        .AddSingleton<DeleteClientSecret>();
}
