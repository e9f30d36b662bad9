using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using AdminPortal.Domain.Storage;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Domain.Auditing;

/// <summary>
/// The keyed hash chain over the audit log: each entry carries the HMAC-SHA256 of itself and of its predecessor's hash, so that a
/// row edited, put in between or removed from the middle shows; rows cut off at either end, or a whole older file put back, do not. The key lies in the store, wrapped by Data Protection: whoever has only the
/// database file cannot forge a chain.
/// </summary>
public sealed class AuditChain(IDataProtectionProvider protection)
{
    private const string KeyName = "audit-chain";

    private readonly IDataProtector _protector = protection.CreateProtector("AdminPortal.AuditChain");
    private byte[]? _key;

    /// <summary>
    /// Makes the key at the first start and loads it. Data Protection may write its own key ring meanwhile, which needs the writers'
    /// gate: so nothing is wrapped or unwrapped within a change.
    /// </summary>
    internal async Task LoadKeyAsync(PortalStore store, CancellationToken cancellation)
    {
        var candidate = new WrappedKey(KeyName, _protector.Protect(RandomNumberGenerator.GetBytes(32)));
        WrappedKey? stored;
        await using (var change = await store.BeginChangeAsync(cancellation))
        {
            stored = await change.Db.WrappedKeys.FindAsync([KeyName], cancellation);
            if (stored is null)
            {
                change.Db.WrappedKeys.Add(candidate);
                await change.CommitAsync(cancellation);
            }
        }

        _key = _protector.Unprotect((stored ?? candidate).Value);
    }

    /// <summary>Numbers and seals the new entries of a change; called within its transaction, so that nobody else appends meanwhile.</summary>
    internal async Task SealAsync(PortalDbContext db, CancellationToken cancellation)
    {
        var entries = db.ChangeTracker.Entries<AuditEntry>()
            .Where(entry => entry.State == EntityState.Added)
            .Select(entry => entry.Entity)
            .OrderByDescending(entry => entry.Id)
            .ToList();
        if (entries.Count == 0)
        {
            return;
        }

        var last = await db.AuditEntries.AsNoTracking().OrderByDescending(entry => entry.Id).FirstOrDefaultAsync(cancellation);
        foreach (var entry in entries)
        {
            entry.Chain(last, Seal);
            last = entry;
        }
    }

    /// <summary>The first entry whose seal or link does not hold; null when the chain is intact.</summary>
    public async Task<AuditEntry?> FirstBrokenAsync(PortalDbContext db, CancellationToken cancellation)
    {
        byte[]? previous = null;
        await foreach (var entry in db.AuditEntries.AsNoTracking().OrderBy(entry => entry.Id).AsAsyncEnumerable().WithCancellation(cancellation))
        {
            // The oldest entry kept may follow one that was pruned, so its link is taken as it stands.
            if ((previous is not null && !previous.SequenceEqual(entry.PreviousHash)) || !Seal(entry).SequenceEqual(entry.Hash))
            {
                return entry;
            }

            previous = entry.Hash;
        }

        return null;
    }

    private byte[] Seal(AuditEntry entry)
    {
        var key = _key ?? throw new InvalidOperationException("The audit chain's key is loaded at the start of the store.");
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        hmac.AppendData(entry.PreviousHash);
        string?[] fields =
        [
            entry.Id.ToString(CultureInfo.InvariantCulture), entry.OccurredAt.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture), entry.Action, entry.Category, entry.SubCategory,
            entry.Resource, entry.AdministratorId, entry.ActorName, entry.SourceAddress, entry.Interface.ToString(), entry.Result.ToString(), entry.Details,
        ];
        Span<byte> length = stackalloc byte[sizeof(int)];
        foreach (var field in fields)
        {
            // Length first, so that a character moved from one field to the next changes the seal; absent is not empty.
            var bytes = Encoding.UTF8.GetBytes(field ?? "");
            BinaryPrimitives.WriteInt32BigEndian(length, field is null ? -1 : bytes.Length);
            hmac.AppendData(length);
            hmac.AppendData(bytes);
        }

        return hmac.GetHashAndReset();
    }
}
