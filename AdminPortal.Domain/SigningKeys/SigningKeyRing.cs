using System.Collections.Frozen;
using AdminPortal.Domain.Storage;
using AdminPortal.Domain.Timekeeping;
using Microsoft.EntityFrameworkCore;
using Microsoft.IdentityModel.Tokens;

namespace AdminPortal.Domain.SigningKeys;

/// <summary>Holds the signing keys of this process as they were when it last looked. It signs; what it signs with stays in this room.</summary>
public sealed class SigningKeyRing(PortalStore store, SigningKeyProtection protection, ProvenTime time) : IDisposable
{
    private readonly SemaphoreSlim _loading = new(1, 1);
    private volatile LoadedKeys? _loaded;

    /// <summary>The public keys by which our tokens are verified, each as a JWK in JSON; the one that signs comes first.</summary>
    public IReadOnlyList<string> PublicJwks => Held.PublicJwks;

    /// <summary>The key that signs now. Whoever writes a token takes it once, so that its record and its signature tell of the same key.</summary>
    public TokenSigner Current => Held.Signer;

    private LoadedKeys Held => _loaded ?? throw new InvalidOperationException("The signing keys are loaded at the start of the store.");

    /// <summary>The public half of a published key, announced and retired ones too; null for an unknown <c>kid</c>.</summary>
    public SecurityKey? FindVerificationKey(string keyId) => Held.VerificationKeys.GetValueOrDefault(keyId);

    public void Dispose() => _loading.Dispose();

    /// <summary>Forgets all keys: nothing is signed and nothing published until the next look.</summary>
    internal void LetGo() => _loaded = null;

    /// <summary>Looks at the store again. One at a time, or an older look could displace a newer one.</summary>
    internal async Task ReloadAsync(CancellationToken cancellation)
    {
        await _loading.WaitAsync(cancellation);
        try
        {
            var keys = await ReadAsync(cancellation);
            _loaded = new LoadedKeys(SignerOf(keys[0]), [.. keys.Select(key => key.PublicJwk)], keys.ToFrozenDictionary(key => key.KeyId, VerificationKeyOf));
        }
        finally
        {
            _loading.Release();
        }
    }

    private async Task<List<SigningKey>> ReadAsync(CancellationToken cancellation)
    {
        await using var db = await store.ReadAsync(cancellation);
        var stored = await db.SigningKeys.Where(key => key.RevokedAt == null).ToListAsync(cancellation);
        var now = time.Now;
        var published = stored
            .Where(key => key.IsPublishedAt(now))
            .OrderByDescending(key => key.State == SigningKeyState.Signing)
            .ThenBy(key => key.CreatedAt)
            .ThenBy(key => key.KeyId, StringComparer.Ordinal)
            .ToList();
        return published is [{ State: SigningKeyState.Signing }, ..] ? published : throw new InvalidOperationException("No key in the store signs.");
    }

    private TokenSigner SignerOf(SigningKey key) => _loaded is { } held && held.Signer.KeyId == key.KeyId ? held.Signer : protection.Unwrap(key);

    private SecurityKey VerificationKeyOf(SigningKey key) =>
        _loaded?.VerificationKeys.GetValueOrDefault(key.KeyId) ?? new JsonWebKey(key.PublicJwk);
}

/// <summary>The keys as one look found them: never changed, only replaced.</summary>
internal sealed record LoadedKeys(TokenSigner Signer, IReadOnlyList<string> PublicJwks, FrozenDictionary<string, SecurityKey> VerificationKeys);
