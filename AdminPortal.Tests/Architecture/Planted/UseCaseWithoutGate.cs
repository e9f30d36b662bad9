using AdminPortal.Domain.Permissions.Rules;
using AdminPortal.Domain.Storage;

namespace AdminPortal.Tests.Architecture.Planted;

/// <summary>A violation on purpose: does something for somebody without asking whether they may.</summary>
internal sealed class UseCaseWithoutGate(PortalStore store)
{
    public async Task ExecuteAsync(Actor actor, CancellationToken cancellation)
    {
        await using var db = await store.ReadAsync(cancellation);
        db.Remove(actor);
    }
}
