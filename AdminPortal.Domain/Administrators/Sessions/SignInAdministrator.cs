using AdminPortal.Domain.Administrators.Attempts;
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

/// <summary>
/// What was typed at the sign-in page, the source address, and which administrators have signed in with that browser before.
/// </summary>
public sealed record SignInAttempt(string UserName, TypedPassword Password, string? SourceAddress, IReadOnlyCollection<string> BrowserKnows)
{
    /// <summary>The ID given to the browser at that time, which distinguishes it from others known for the same administrators.</summary>
    public string Browser { get; init; } = "";

    /// <summary>The session that this browser still holds; it ends when the new one begins (ASVS 7.2.4).</summary>
    public AdministratorSession? Previous { get; init; }
}

/// <summary>
/// Signs an administrator in. After five failures within five minutes for one name from one address, further attempts are locked out; but
/// not those of a browser that has signed in as this administrator before, or anyone could lock an administrator out by failing on purpose
/// from behind the same proxy. Such a browser is locked out only by its own failures, or by very many of known browsers together, and never
/// for longer than those five minutes. A disabled administrator's browser counts as unknown.
/// </summary>
public sealed class SignInAdministrator(
    PortalStore store,
    PermissionGate gate,
    PasswordHashing passwords,
    HashingTurns turns,
    SignInFailures failures,
    StrangersAttempts attempts,
    TimeProvider clock)
{
    private const string Lockout = "Further attempts from this address";

    public async Task<SignInOutcome> ExecuteAsync(SignInAttempt attempt, CancellationToken cancellation)
    {
        var key = UserName.KeyOf(attempt.UserName);
        var isKnownBrowser = attempt.BrowserKnows.Count > 0
            && await FindAsync(key, cancellation) is { IsDisabled: false } expected
            && attempt.BrowserKnows.Contains(expected.Id);
        if (FailuresOf(attempt, key, isKnownBrowser) is { IsThrottled: true } early)
        {
            // Before the queue, where it would keep others waiting.
            return new SignInOutcome.LockedOut(early.RetryAfter);
        }

        using var turn = isKnownBrowser
            ? await turns.EnterAsKnownAsync(attempt.Browser, cancellation)
            : await turns.EnterAsync(HashingLane.Strangers, cancellation);
        if (turn is null)
        {
            return new SignInOutcome.Busy();
        }

        // Race: concurrent attempts would all pass the check before the first of them has failed.
        return FailuresOf(attempt, key, isKnownBrowser) is { IsThrottled: true } throttled
            ? new SignInOutcome.LockedOut(throttled.RetryAfter)
            : await VerifyAsync(attempt, key, isKnownBrowser, cancellation);
    }

    private async Task<SignInOutcome> VerifyAsync(SignInAttempt attempt, string key, bool isKnownBrowser, CancellationToken cancellation)
    {
        var known = await FindAsync(key, cancellation);
        var verified = passwords.Verify(known?.PasswordHash, attempt.Password);
        if (known is null || verified == PasswordVerificationResult.Failed || known.IsDisabled)
        {
            failures.Record(key, attempt.SourceAddress);
            if (isKnownBrowser)
            {
                failures.RecordKnown(attempt.Browser, attempt.SourceAddress);
            }

            return await RefuseAsync(known, attempt, key, isKnownBrowser);
        }

        var rehashed = verified == PasswordVerificationResult.SuccessRehashNeeded ? passwords.Rehash(attempt.Password) : null;
        return await AdmitAsync(known, rehashed, attempt, cancellation);
    }

    private ThrottleState FailuresOf(SignInAttempt attempt, string key, bool isKnownBrowser) => isKnownBrowser
        ? failures.CheckKnown(attempt.Browser, attempt.SourceAddress)
        : failures.Check(key, attempt.SourceAddress);

    private async Task<Administrator?> FindAsync(string key, CancellationToken cancellation)
    {
        await using var db = await store.ReadAsync(cancellation);
        return await db.Administrators.SingleOrDefaultAsync(a => a.NormalizedUserName == key, cancellation);
    }

    private async Task<SignInOutcome> AdmitAsync(
        Administrator verified, string? rehashed, SignInAttempt attempt, CancellationToken cancellation)
    {
        await using var change = await store.BeginChangeAsync(cancellation);
        var administrator = await change.Db.Administrators.Include(a => a.StoredRoles)
            .SingleOrDefaultAsync(a => a.Id == verified.Id && a.PasswordHash == verified.PasswordHash && !a.IsDisabled, cancellation);
        if (administrator is null)
        {
            // Race: disabled, or given another password, during the verification.
            return new SignInOutcome.Refused();
        }

        var actor = new Actor.SignedIn(administrator.Id, administrator.UserName!, attempt.SourceAddress);
        var permit = await gate.AskAsync(change, actor, AdministratorActions.SignIn, actor.Name, cancellation);
        var now = clock.GetUtcNow();
        administrator.SignedIn(now);
        administrator.PasswordHash = rehashed ?? administrator.PasswordHash;
        var session = AdministratorSession.Begin(administrator.Id, administrator.SecurityStamp);
        await change.Db.ForgetEndedSessionsAsync(administrator.Id, now, cancellation);
        if (attempt.Previous is { } previous)
        {
            await change.Db.EndSessionAsync(previous, cancellation);
        }

        change.Db.Begin(session, now);
        permit.Value.Record(AuditResult.Success, actor.Name, AuditDetails.None);
        await change.CommitAsync(cancellation);
        return new SignInOutcome.SignedIn(administrator, session);
    }

    private async Task<SignInOutcome> RefuseAsync(Administrator? known, SignInAttempt attempt, string key, bool isKnownBrowser)
    {
        // An unknown name is not kept: now and then it is a password, typed one field too early.
        var actor = new Actor.Anonymous(known?.UserName ?? "(unknown user name)", attempt.SourceAddress);
        var reason = known switch { null => "Unknown user name", { IsDisabled: true } => "Disabled", _ => "Wrong password" };
        var isLast = FailuresOf(attempt, key, isKnownBrowser).IsThrottled;
        await attempts.RecordAsync(AdministratorActions.SignIn, actor, reason, isLast ? Lockout : null);
        return new SignInOutcome.Refused();
    }
}
