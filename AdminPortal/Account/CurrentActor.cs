using System.Security.Claims;
using AdminPortal.Account.Sessions;
using AdminPortal.Domain.Administrators.Sessions;
using AdminPortal.Domain.Permissions.Rules;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;

namespace AdminPortal.Account;

/// <summary>The person at the page, as the actor for use cases. Get it anew in every handler: the session may have ended since.</summary>
public abstract class CurrentActor
{
    public abstract Task<Actor> GetAsync(CancellationToken cancellation = default);
}

/// <summary>Takes the actor from the session, in a request and in a circuit alike.</summary>
internal sealed class SessionActor(AuthenticationStateProvider provider, CheckSession check) : CurrentActor
{
    public override async Task<Actor> GetAsync(CancellationToken cancellation = default)
    {
        var user = (await provider.GetAuthenticationStateAsync()).User;
        if (SessionPrincipal.SessionOf(user) is { } session && await check.ExecuteAsync(session, cancellation) is { } live)
        {
            return SessionPrincipal.ActorOf(user) with { ProvedAt = live.Times.ProvedAt };
        }

        // Ended since the page was opened. The gate refuses anyone not signed in, and this tells the page now rather than at the next
        // revalidation.
        (provider as ServerAuthenticationStateProvider)?.SetAuthenticationState(
            Task.FromResult(new AuthenticationState(new ClaimsPrincipal(new ClaimsIdentity()))));
        return new Actor.Anonymous(user.Identity?.Name ?? "", SessionPrincipal.AddressOf(user));
    }
}
