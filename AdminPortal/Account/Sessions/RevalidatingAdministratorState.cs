using AdminPortal.Domain.Administrators.Sessions;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;

namespace AdminPortal.Account.Sessions;

/// <summary>Ends an open page within half a minute of its session: signed out elsewhere, disabled, idle too long, or eight hours old.</summary>
internal sealed class RevalidatingAdministratorState(ILoggerFactory loggers, CheckSession check)
    : RevalidatingServerAuthenticationStateProvider(loggers)
{
    protected override TimeSpan RevalidationInterval => TimeSpan.FromSeconds(30);

    protected override async Task<bool> ValidateAuthenticationStateAsync(
        AuthenticationState authenticationState, CancellationToken cancellationToken) =>
        SessionPrincipal.SessionOf(authenticationState.User) is { } session
        && await check.ExecuteAsync(session, cancellationToken) is not null;
}
