using AdminPortal.Domain.Administrators.Sessions;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;

namespace AdminPortal.Account.Sessions;

/// <summary>Ends an open page within half a minute of its session: signed out elsewhere, disabled, idle too long, or eight hours old.</summary>
internal sealed partial class RevalidatingAdministratorState(ILoggerFactory loggers, CheckSession check)
    : RevalidatingServerAuthenticationStateProvider(loggers)
{
    private readonly ILogger _log = loggers.CreateLogger<RevalidatingAdministratorState>();
    private bool isUnanswered;

    protected override TimeSpan RevalidationInterval => TimeSpan.FromSeconds(30);

    /// <summary>
    /// A store that does not answer has not said that the session is over: the page and what was typed in it stay, and the next time asks
    /// again. Nothing is open meanwhile, for the gate asks the same store before it lets anything pass.
    /// </summary>
    protected override async Task<bool> ValidateAuthenticationStateAsync(
        AuthenticationState authenticationState, CancellationToken cancellationToken)
    {
        if (SessionPrincipal.SessionOf(authenticationState.User) is not { } session)
        {
            return false;
        }

        try
        {
            var isLive = await check.ExecuteAsync(session, cancellationToken) is not null;
            isUnanswered = false;
            return isLive;
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            if (!isUnanswered)
            {
                AskingFailed(_log, fault);
            }

            return isUnanswered = true;
        }
    }

    [LoggerMessage(112, LogLevel.Error, "Whether a session still counts could not be asked; its page stays and asks again until the store answers")]
    private static partial void AskingFailed(ILogger log, Exception fault);
}
