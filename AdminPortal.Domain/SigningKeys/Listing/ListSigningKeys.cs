using AdminPortal.Domain.Administrators;
using AdminPortal.Domain.Permissions.Rules;
using AdminPortal.Domain.SigningKeys.Rules;
using AdminPortal.Domain.Storage;
using AdminPortal.Domain.Storage.Seams;
using AdminPortal.Domain.Timekeeping.Rules;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Domain.SigningKeys.Listing;

// This room owns how the signing keys are viewed: their dates, and how many tokens depend on each. It must never change one, nor let a
// private half reach a page.

/// <summary>The signing keys that are relevant now, with their dates and the unexpired tokens of each.</summary>
public sealed class ListSigningKeys(
    PortalStore store, ITokenSearch search, PermissionGate gate, SigningKeyOptions options, ProvenTime time, TimeProvider clock)
{
    public async Task<Result<SigningKeyOverview>> ExecuteAsync(Actor actor, CancellationToken cancellation)
    {
        await using var db = await store.ReadAsync(cancellation);
        if (await gate.AskToViewAsync(db, actor, SigningKeyActions.View, null, cancellation) is { } refusal)
        {
            return refusal;
        }

        var (now, published) = (clock.GetUtcNow(), time.Now);
        var keys = (await db.SigningKeys.ToListAsync(cancellation)).FindAll(key => IsShownAt(key, published));
        var algorithm = SigningKeyLifecycle.AlgorithmOf(keys, options.Algorithm);
        var views = new List<SigningKeyView>();
        foreach (var key in keys.OrderByDescending(EndOf).ThenBy(key => key.Algorithm != algorithm).ThenBy(key => key.Algorithm, StringComparer.Ordinal))
        {
            views.Add(ViewOf(key, algorithm, SigningKeyLifecycle.SuccessorAmong(keys, algorithm)) with
            {
                Tokens = await TokensOfKey.CountAsync(search, db, key, now, cancellation),
            });
        }

        return new SigningKeyOverview(
            algorithm,
            views.Single(key => key.State == SigningKeyState.Signing),
            views.FindAll(key => key.State == SigningKeyState.Announced),
            views.FindAll(key => key.State is SigningKeyState.Retired or SigningKeyState.Revoked));
    }

    // An active key that was revoked is shown for as long as a retired one.
    private static bool IsShownAt(SigningKey key, DateTimeOffset now) =>
        key.IsPublishedAt(now) || (key.SigningSince is not null && now < key.RevokedAt + SigningKey.Afterlife);

    private static DateTimeOffset? EndOf(SigningKey key) => key.RevokedAt ?? key.RetiredAt;

    private static SigningKeyView ViewOf(SigningKey key, string algorithm, SigningKey? successor) => new(key.KeyId, key.Algorithm, key.State)
    {
        PublishedAt = key.CreatedAt,
        SignsFrom = key.State == SigningKeyState.Announced && key.Algorithm == algorithm ? key.MaySignFrom : key.SigningSince,
        RetiresAt = key.State == SigningKeyState.Signing
            ? successor?.MaySignFrom ?? key.SigningSince + SigningKeyLifecycle.SigningPeriod
            : EndOf(key),
        GoneAt = key.GoneAt,
    };
}
