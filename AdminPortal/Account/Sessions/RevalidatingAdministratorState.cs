using System.Security.Claims;
using AdminPortal.Domain.Administrators.Sessions;
using AdminPortal.Domain.Storage;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;

namespace AdminPortal.Account.Sessions;

/// <summary>
/// Ends an open page with its session: at once when access was revoked (disabled, another password, ended by an operator), and within half
/// a minute after signing out elsewhere, an idle time-out, or eight hours.
/// </summary>
internal sealed partial class RevalidatingAdministratorState : RevalidatingServerAuthenticationStateProvider
{
    private readonly CheckSession _check;
    private readonly ILogger _log;
    private readonly IDisposable _listening;
    private Task<AuthenticationState>? _state;
    private bool isUnanswered;

    public RevalidatingAdministratorState(ILoggerFactory loggers, CheckSession check, ChangeFeed feed)
        : base(loggers)
    {
        (_check, _log) = (check, loggers.CreateLogger<RevalidatingAdministratorState>());
        AuthenticationStateChanged += state => _state = state;
        _listening = feed.OnSessionsEnded(() => _ = LookAgainAsync());
    }

    protected override TimeSpan RevalidationInterval => TimeSpan.FromSeconds(30);

    /// <summary>
    /// A store that does not answer does not mean that the session is over, so the page and what was typed in it stay, and the next check
    /// asks again. Nothing is permitted meanwhile, because the gate asks the same store (fail-closed).
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
            var isLive = await _check.ExecuteAsync(session, cancellationToken) is not null;
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

    protected override void Dispose(bool disposing)
    {
        _listening.Dispose();
        base.Dispose(disposing);
    }

    internal async Task LookAgainAsync()
    {
        // The change that ended the session does not wait for the open pages.
        await Task.Yield();
        if (_state is { } held
            && await held is { User.Identity.IsAuthenticated: true } state
            && !await ValidateAuthenticationStateAsync(state, CancellationToken.None))
        {
            SetAuthenticationState(Task.FromResult(new AuthenticationState(new ClaimsPrincipal(new ClaimsIdentity()))));
        }
    }

    [LoggerMessage(112, LogLevel.Error, "Whether a session is still valid could not be checked; its page stays open and retries until the store answers")]
    private static partial void AskingFailed(ILogger log, Exception fault);
}
