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
/// The keyed hash chain over the audit log: each entry carries the HMAC-SHA256 of itself and of its predecessor's hash, so that a
/// row edited, put in between or removed shows. It begins with entry 1, or behind the checkpoint that retention leaves; rows cut off at its
/// end, or a whole older file put back, do not show. The key lies in the store, wrapped by Data Protection: whoever has only the
/// database file cannot forge a chain.
/// </summary>
public sealed class AuditChain(IDataProtectionProvider protection)
{
    private const string KeyName = "audit-chain";
    private const string CheckpointLabel = "checkpoint";

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

        var last = await EndAsync(db, cancellation);
        foreach (var entry in entries)
        {
            entry.Chain(last, Seal);
            last = AuditLink.Of(entry);
        }
    }

    /// <summary>Where a walk along the chain begins; null when the checkpoint was not written by us.</summary>
    internal AuditLink? BeginningBehind(AuditCheckpoint? checkpoint) => checkpoint switch
    {
        null => AuditLink.Beginning,
        _ when Seal(checkpoint).SequenceEqual(checkpoint.Seal) => new AuditLink(checkpoint.EntryId, checkpoint.EntryHash),
        _ => null,
    };

    /// <summary>Why the entry is not the one that was written behind <paramref name="previous"/>; null when it is.</summary>
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

    // Where the newest entry is gone the numbers go on behind the checkpoint all the same, or new entries would stand where a walk does not look.
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
            // Length first, so that a character moved from one field to the next changes the seal; absent is not empty.
            var bytes = Encoding.UTF8.GetBytes(field ?? "");
            BinaryPrimitives.WriteInt32BigEndian(length, field is null ? -1 : bytes.Length);
            hmac.AppendData(length);
            hmac.AppendData(bytes);
        }

        return hmac.GetHashAndReset();
    }
}
