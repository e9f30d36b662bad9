using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using AdminPortal.Domain.Auditing.Rules;
using AdminPortal.Domain.Storage;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Domain.Auditing;

/// <summary>
/// The keyed hash chain over the audit log: each entry carries the HMAC-SHA256 of itself and of its predecessor's hash, so that an edited,
/// inserted or removed row is detected. It begins with entry 1, or after the checkpoint that retention leaves; truncating the end, or
/// restoring a whole older file, is not detected. The key is in the store, wrapped by Data Protection: with only the database file a chain
/// cannot be forged.
/// </summary>
public sealed class AuditChain(IDataProtectionProvider protection)
{
    private const string KeyName = "audit-chain";
    private const string CheckpointLabel = "checkpoint";

    private readonly IDataProtector _protector = protection.CreateProtector("AdminPortal.AuditChain");
    private byte[]? _key;

    /// <summary>
    /// Creates the key at the first start and loads it. Data Protection may write its own key ring meanwhile, which needs the writers'
    /// gate: so nothing is wrapped or unwrapped within a change (deadlock).
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

    /// <summary>
    /// Numbers and seals the new entries of a change; called within its transaction, so that there is no concurrent append.
    /// </summary>
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

        var last = await EndAsync(db, cancellation);
        foreach (var entry in entries)
        {
            entry.Chain(last, Seal);
            last = AuditLink.Of(entry);
        }
    }

    /// <summary>Where a verification begins; null when the checkpoint was forged.</summary>
    internal AuditLink? BeginningBehind(AuditCheckpoint? checkpoint) => checkpoint switch
    {
        null => AuditLink.Beginning,
        _ when Seal(checkpoint).SequenceEqual(checkpoint.Seal) => new AuditLink(checkpoint.EntryId, checkpoint.EntryHash),
        _ => null,
    };

    /// <summary>Why the entry is not the one that was written after <paramref name="previous"/>; null when it is.</summary>
    internal string? WhyBroken(AuditEntry entry, AuditLink previous)
    {
        if (entry.Id != previous.EntryId + 1)
        {
            return string.Create(CultureInfo.InvariantCulture, $"entry {previous.EntryId + 1} is missing");
        }

        return (entry.PreviousHash.SequenceEqual(previous.Hash), Seal(entry).SequenceEqual(entry.Hash)) switch
        {
            (_, false) => string.Create(CultureInfo.InvariantCulture, $"entry {entry.Id} was edited"),
            (false, _) => string.Create(CultureInfo.InvariantCulture, $"entry {entry.Id} does not follow the one before it"),
            _ => null,
        };
    }

    internal byte[] Seal(AuditCheckpoint checkpoint) =>
        Seal([], [CheckpointLabel, checkpoint.EntryId.ToString(CultureInfo.InvariantCulture), Convert.ToHexString(checkpoint.EntryHash)]);

    // If the newest entry is gone, numbering still continues after the checkpoint; otherwise verification would not see new entries.
    private static async Task<AuditLink> EndAsync(PortalDbContext db, CancellationToken cancellation)
    {
        var newest = await db.AuditEntries.AsNoTracking().OrderByDescending(entry => entry.Id).FirstOrDefaultAsync(cancellation);
        var checkpoint = await db.AuditCheckpoints.AsNoTracking().SingleOrDefaultAsync(cancellation);
        return newest is not null && !(newest.Id <= checkpoint?.EntryId) ? AuditLink.Of(newest)
            : checkpoint is not null ? new AuditLink(checkpoint.EntryId, checkpoint.EntryHash)
            : AuditLink.Beginning;
    }

    private byte[] Seal(AuditEntry entry) => Seal(
        entry.PreviousHash,
        [
            entry.Id.ToString(CultureInfo.InvariantCulture), entry.OccurredAt.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture), entry.Action, entry.Category, entry.SubCategory,
            entry.Resource, entry.AdministratorId, entry.ActorName, entry.SourceAddress, entry.Interface.ToString(), entry.Result.ToString(), entry.Details,
        ]);

    private byte[] Seal(byte[] previousHash, ReadOnlySpan<string?> fields)
    {
        var key = _key ?? throw new InvalidOperationException("The audit chain's key is loaded at the start of the store.");
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        hmac.AppendData(previousHash);
        Span<byte> length = stackalloc byte[sizeof(int)];
        foreach (var field in fields)
        {
            // Length prefix, so that moving a character from one field to the next changes the seal; null differs from empty.
            var bytes = Encoding.UTF8.GetBytes(field ?? "");
            BinaryPrimitives.WriteInt32BigEndian(length, field is null ? -1 : bytes.Length);
            hmac.AppendData(length);
            hmac.AppendData(bytes);
        }

        return hmac.GetHashAndReset();
    }
}
