using AdminPortal.Domain.Storage;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Domain.Administrators.FirstRun;

// This room owns the short time before there is an administrator. It protects the portal from being taken over by whoever finds it first,
// and closes for good with the first commit. It must never open again while any administrator exists, disabled or not.

/// <summary>Whether there is an administrator yet.</summary>
public sealed class FirstAdministrator(PortalStore store)
{
    private volatile bool _exists;

    /// <summary>Checked with every request to set up or sign in, so a yes, which stays true, is cached.</summary>
    public async ValueTask<bool> ExistsAsync(CancellationToken cancellation)
    {
        if (!_exists)
        {
            await using var db = await store.ReadAsync(cancellation);
            _exists = await db.Administrators.AnyAsync(cancellation);
        }

        return _exists;
    }
}
