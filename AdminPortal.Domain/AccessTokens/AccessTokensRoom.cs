using AdminPortal.Domain.AccessTokens.Introspecting;
using AdminPortal.Domain.AccessTokens.Listing;
using AdminPortal.Domain.AccessTokens.Pruning;
using AdminPortal.Domain.AccessTokens.Revoking;
using AdminPortal.Domain.AccessTokens.Rules;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace AdminPortal.Domain.AccessTokens;

/// <summary>Records of tokens: listed, revoked, pruned, and who may ask about them.</summary>
internal static class AccessTokensRoom
{
    public static IServiceCollection AddAccessTokens(this IServiceCollection services)
    {
        services.TryAddSingleton(TokenRetention.Default);
        return services
            .AddSingleton<SetIntrospectionClient>()
            .AddSingleton<ListIssuedTokens>()
            .AddSingleton<CountNewerTokens>()
            .AddSingleton<GetIssuedToken>()
            .AddSingleton<CountLiveTokens>()
            .AddSingleton<RevokeAccessToken>()
            .AddSingleton<RevokeAccessTokens>()
            .AddSingleton<RevokeClientTokens>()
            .AddSingleton<PruneUsedAssertions>()
            .AddSingleton<PruneTokens>()
            .AddHostedService(provider => provider.GetRequiredService<PruneTokens>());
    }
}
