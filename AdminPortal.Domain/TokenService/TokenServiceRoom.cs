using AdminPortal.Domain.TokenService.Authentication;
using AdminPortal.Domain.TokenService.Journal;
using AdminPortal.Domain.TokenService.PresentedTokens;
using AdminPortal.Domain.TokenService.Rules.Authentication;
using Microsoft.Extensions.DependencyInjection;

namespace AdminPortal.Domain.TokenService;

/// <summary>From a request to a recorded token, and later requests about it.</summary>
internal static class TokenServiceRoom
{
    public static IServiceCollection AddTokenService(this IServiceCollection services) => services
        .AddSingleton<ClientDirectory>()
        .AddSingleton<CatalogueDirectory>()
        .AddSingleton<PublishedKeysOfUrl>()
        .AddSingleton<FindPublishedKeys>(provider => provider.GetRequiredService<PublishedKeysOfUrl>().FindAsync)
        .AddSingleton<SecretAuthenticator>()
        .AddSingleton<AssertionAuthenticator>()
        .AddSingleton<AuthenticationThrottle>()
        .AddSingleton<VerificationTurns>()
        .AddSingleton<AuthenticatedExchange>()
        .AddSingleton<IssueAccessToken>()
        .AddSingleton<LastUsedMarks>()
        .AddSingleton<IssuanceJournal>()
        .AddHostedService(provider => provider.GetRequiredService<IssuanceJournal>())
        .AddPresentedTokens();

    private static IServiceCollection AddPresentedTokens(this IServiceCollection services) => services
        .AddSingleton<PresentedTokenExchange>()
        .AddSingleton<TokenVerifier>()
        .AddSingleton<IntrospectToken>()
        .AddSingleton<RevokeOwnToken>();
}
