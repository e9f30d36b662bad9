using AdminPortal.Domain.Auditing.Rules;
using AdminPortal.Domain.Permissions.Rules;
using AdminPortal.Domain.Storage;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Domain.Administrators;

// This room owns the administrators and the gate that every operation passes first. It protects each change from whoever may not make it,
// and keeps the record of both answers. It must never answer from a page's memory: each question reads the store.

/// <summary>
/// The first line of every use case. It reads the actor's permissions from the store (a page may be hours old), answers,
/// and keeps the record: a refusal is recorded at once, a permitted change together with the change.
/// </summary>
public sealed class PermissionGate(PortalStore store, TimeProvider clock)
{
    /// <summary>
    /// Asks for a change. If granted: record what was done with the permit, then commit. If refused: the change is over, whatever it
    /// contained is rolled back, and the refusal is recorded.
    /// </summary>
    public async Task<Result<Permit>> AskAsync(
        StoreChange change, Actor actor, PortalAction action, string? resource, CancellationToken cancellation)
    {
        if (await JudgeAsync(change.Db, actor, action, cancellation) is not { } refusal)
        {
            return new Permit(change.Db, actor, action, clock);
        }

        // Disposing it releases the writers' turn, which recording the refusal takes.
        await change.DisposeAsync();
        return await RecordAsync(refusal, actor, action, resource, cancellation);
    }

    /// <summary>
    /// Asks for reading, or before a change whose preparation happens outside of it. A permission is not recorded, a refusal is. Null means
    /// allowed.
    /// </summary>
    public async Task<PortalError?> AskToViewAsync(
        PortalDbContext db, Actor actor, PortalAction action, string? resource, CancellationToken cancellation) =>
        await JudgeAsync(db, actor, action, cancellation) is { } refusal ? await RecordAsync(refusal, actor, action, resource, cancellation) : null;

    /// <summary>What the actor holds; an actor on the host holds everything.</summary>
    internal static async Task<AdministratorPermissions> HeldAsync(PortalDbContext db, Actor actor, CancellationToken cancellation)
    {
        if (actor is not Actor.SignedIn signedIn)
        {
            return actor is Actor.OnHost ? AdministratorPermissions.Everything : AdministratorPermissions.Nothing;
        }

        var administrator = await db.Administrators.AsNoTracking().AsSingleQuery()
            .Include(a => a.StoredRoles).ThenInclude(role => role.StoredPermissions)
            .SingleOrDefaultAsync(a => a.Id == signedIn.AdministratorId, cancellation);
        return administrator is null
            ? AdministratorPermissions.Nothing
            : new(administrator.Permissions, [.. administrator.Roles.Select(role => role.Name).Order(StringComparer.Ordinal)]);
    }

    // In its own change, which contains nothing but the refusal.
    private async Task<PortalError> RecordAsync(
        Refusal refusal, Actor actor, PortalAction action, string? resource, CancellationToken cancellation)
    {
        await using var change = await store.BeginChangeAsync(cancellation);
        new Permit(change.Db, actor, action, clock).Record(AuditResult.Failure, resource, AuditDetails.Of(("Refused", refusal.Reason)));
        await change.CommitAsync(cancellation);
        return refusal.Error;
    }

    // Null means allowed. The proof comes second: nobody is asked for a password to do what they may not do anyway.
    private async Task<Refusal?> JudgeAsync(PortalDbContext db, Actor actor, PortalAction action, CancellationToken cancellation)
    {
        var missing = action.Required.Count == 0 ? [] : (await HeldAsync(db, actor, cancellation)).Levels.Missing(action.Required);
        if (missing.Count > 0)
        {
            var levels = string.Join(" and ", missing.Select(permission => $"{permission.Level.Title()} access to {permission.Module.Title()}"));
            return new Refusal(levels, new PortalError(PermissionErrors.MissingCode, $"This requires {levels}"));
        }

        return action.NeedsProof && !actor.HasFreshProof(clock.GetUtcNow())
            ? new Refusal("The password was not confirmed recently", PermissionErrors.ProofNeeded)
            : null;
    }

    private sealed record Refusal(string Reason, PortalError Error);
}

/// <summary>The gate's permission for one change, which records the change in its own transaction.</summary>
public sealed class Permit
{
    private readonly PortalDbContext _db;
    private readonly PortalAction _action;
    private readonly TimeProvider _clock;

    internal Permit(PortalDbContext db, Actor actor, PortalAction action, TimeProvider clock)
    {
        (_db, Actor, _action, _clock) = (db, actor, action, clock);
    }

    public Actor Actor { get; }

    public void Record(AuditResult result, string? resource, AuditDetails details) =>
        _db.AuditEntries.Add(AuditEntry.Of(_action, Actor, result, resource, details, _clock.GetUtcNow()));
}

/// <summary>How the gate refuses.</summary>
public static class PermissionErrors
{
    public const string MissingCode = "permission.missing";
    public const string ProofNeededCode = "permission.proof_needed";

    /// <summary>Once the password is confirmed, the same call succeeds.</summary>
    public static PortalError ProofNeeded { get; } = new(ProofNeededCode, "Confirm your password to continue");
}
