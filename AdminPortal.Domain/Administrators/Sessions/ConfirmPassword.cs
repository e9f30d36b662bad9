using AdminPortal.Domain.Administrators.Passwords;
using AdminPortal.Domain.Administrators.Rules;
using AdminPortal.Domain.Administrators.Rules.Passwords;
using AdminPortal.Domain.Administrators.Rules.Sessions;
using AdminPortal.Domain.Auditing.Rules;
using AdminPortal.Domain.Permissions.Rules;
using AdminPortal.Domain.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Domain.Administrators.Sessions;

/// <summary>The outcome of an attempt to confirm a password.</summary>
public abstract record ConfirmPasswordOutcome
{
    private ConfirmPasswordOutcome()
    {
    }

    public sealed record Confirmed : ConfirmPasswordOutcome;

    /// <summary>Wrong password, or the session is over: the page shows the same message.</summary>
    public sealed record Refused : ConfirmPasswordOutcome;

    /// <summary>Too many failures; the password was not checked.</summary>
    public sealed record LockedOut(TimeSpan Wait) : ConfirmPasswordOutcome;

    /// <summary>Too many confirmations at once; the password was not checked.</summary>
    public sealed record Busy : ConfirmPasswordOutcome;
}

/// <summary>
/// Proves again that the person in a session is the one who signed in. Failures are throttled like those of signing in, but are counted per
/// session, wherever they come from: someone who finds an unlocked screen gets five guesses, and nobody else can lock its owner out.
/// </summary>
public sealed class ConfirmPassword(
    PortalStore store,
    PermissionGate gate,
    CheckSession check,
    PasswordHashing passwords,
    HashingTurns turns,
    SignInFailures failures,
    TimeProvider clock)
{
    public async Task<ConfirmPasswordOutcome> ExecuteAsync(
        AdministratorSession session, TypedPassword password, string? sourceAddress, CancellationToken cancellation)
    {
        using var turn = await turns.EnterAsync(HashingLane.SignedIn, cancellation);
        if (turn is null)
        {
            return new ConfirmPasswordOutcome.Busy();
        }

        if (failures.Check(session.Id, source: null) is { IsThrottled: true } throttled)
        {
            return new ConfirmPasswordOutcome.LockedOut(throttled.RetryAfter);
        }

        var owner = (await check.ExecuteAsync(session, cancellation))?.Administrator;
        if (owner is not null && passwords.Verify(owner.PasswordHash, password) != PasswordVerificationResult.Failed)
        {
            return await ProveAsync(session, owner, sourceAddress, cancellation);
        }

        failures.Record(session.Id, source: null);
        return await RefuseAsync(session, owner, sourceAddress, cancellation);
    }

    private async Task<ConfirmPasswordOutcome> ProveAsync(
        AdministratorSession session, Administrator owner, string? sourceAddress, CancellationToken cancellation)
    {
        await using var change = await store.BeginChangeAsync(cancellation);
        var now = clock.GetUtcNow();
        // Race: disabled, given another password or signed out during the verification. Treated as a wrong password.
        if (!await change.Db.Administrators.AnyAsync(a => a.Id == owner.Id && a.PasswordHash == owner.PasswordHash && !a.IsDisabled, cancellation)
            || !await change.Db.MarkAsync(session, now, times => times.Proved(now), cancellation))
        {
            return new ConfirmPasswordOutcome.Refused();
        }

        var actor = new Actor.SignedIn(owner.Id, owner.UserName!, sourceAddress);
        var permit = await gate.AskAsync(change, actor, AdministratorActions.ConfirmPassword, actor.Name, cancellation);
        permit.Value.Record(AuditResult.Success, actor.Name, AuditDetails.None);
        await change.CommitAsync(cancellation);
        return new ConfirmPasswordOutcome.Confirmed();
    }

    private async Task<ConfirmPasswordOutcome> RefuseAsync(
        AdministratorSession session, Administrator? owner, string? sourceAddress, CancellationToken cancellation)
    {
        Actor actor = owner is null
            ? new Actor.Anonymous("(ended session)", sourceAddress)
            : new Actor.SignedIn(owner.Id, owner.UserName!, sourceAddress);
        var reason = ("Refused", owner is null ? "The session is over" : "Wrong password");
        var isLast = failures.Check(session.Id, source: null).IsThrottled;
        await using var change = await store.BeginChangeAsync(cancellation);
        var permit = await gate.AskAsync(change, actor, AdministratorActions.ConfirmPassword, actor.Name, cancellation);
        permit.Value.Record(AuditResult.Failure, actor.Name, AuditDetails.Of([reason, .. isLast ? Lockout : []]));
        await change.CommitAsync(cancellation);
        return new ConfirmPasswordOutcome.Refused();
    }

    private static (string Field, string? Value)[] Lockout => [("Further attempts in this session", "Locked out for a while")];
}
