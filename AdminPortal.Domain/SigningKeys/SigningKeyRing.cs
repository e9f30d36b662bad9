using System.Collections.Frozen;
using System.Data.Common;
using System.Security.Cryptography;
using AdminPortal.Domain.SigningKeys.Rules;
using AdminPortal.Domain.Storage;
using AdminPortal.Domain.Timekeeping.Rules;
using Microsoft.EntityFrameworkCore;
using Microsoft.IdentityModel.Tokens;

namespace AdminPortal.Domain.SigningKeys;

/// <summary>The signing keys of this process as last read from the store. It signs; the private halves stay in this room.</summary>
public sealed class SigningKeyRing : IDisposable
{
    private readonly SemaphoreSlim _loading = new(1, 1);
    private readonly PortalStore _store;
    private readonly SigningKeyProtection _protection;
    private readonly ProvenTime _time;
    private volatile LoadedKeys? _loaded;

    public SigningKeyRing(PortalStore store, SigningKeyProtection protection, ChangeFeed feed, ProvenTime time)
    {
        (_store, _protection, _time) = (store, protection, time);
        feed.OnEverythingChanged(() => _ = TryReloadAsync());
    }

    /// <summary>The public keys that verify our tokens, each as a JWK in JSON; the active one comes first.</summary>
    public IReadOnlyList<string> PublicJwks => Held.PublicJwks;

    /// <summary>
    /// The active key. A caller that writes a token takes it once, so that its record and its signature refer to the same key.
    /// </summary>
    public TokenSigner Current => Held.Signer;

    /// <summary>Whether there is a key that signs.</summary>
    public bool IsLoaded => _loaded is not null;

    private LoadedKeys Held => _loaded ?? throw new NoSigningKeyException("no signing key is loaded");

    /// <summary>The public half of a published key, announced and retired ones too; null for an unknown <c>kid</c>.</summary>
    public SecurityKey? FindVerificationKey(string keyId) => Held.VerificationKeys.GetValueOrDefault(keyId);

    public void Dispose() => _loading.Dispose();

    /// <summary>Drops all keys: nothing is signed or published until the next reload.</summary>
    internal void LetGo() => _loaded = null;

    /// <summary>Reads the store again. One at a time, or an older read could overwrite a newer one (race).</summary>
    internal async Task ReloadAsync(CancellationToken cancellation)
    {
        await _loading.WaitAsync(cancellation);
        try
        {
            await LoadAsync(cancellation);
        }
        finally
        {
            _loading.Release();
        }
    }

    /// <summary>This key was revoked by another process. Of all callers that notice at once, one reads the store (single-flight).</summary>
    internal async Task ReplaceAsync(string withdrawn)
    {
        await _loading.WaitAsync();
        try
        {
            if (_loaded?.Signer.KeyId == withdrawn)
            {
                await LoadAsync(CancellationToken.None);
            }
        }
        finally
        {
            _loading.Release();
        }
    }

    // For a change by another process. The next reload comes within a minute, and until then no token is recorded with a revoked key.
    private async Task TryReloadAsync()
    {
        try
        {
            await ReloadAsync(CancellationToken.None);
        }
        catch (DbException)
        {
        }
    }

    private async Task LoadAsync(CancellationToken cancellation)
    {
        var keys = await ReadAsync(cancellation);
        _loaded = new LoadedKeys(SignerOf(keys[0]), [.. keys.Select(key => key.PublicJwk)], keys.ToFrozenDictionary(key => key.KeyId, VerificationKeyOf));
    }

    private async Task<List<SigningKey>> ReadAsync(CancellationToken cancellation)
    {
        await using var db = await _store.ReadAsync(cancellation);
        var stored = await db.SigningKeys.Where(key => key.RevokedAt == null).ToListAsync(cancellation);
        var now = _time.Now;
        var published = stored
            .Where(key => key.IsPublishedAt(now))
            .OrderByDescending(key => key.State == SigningKeyState.Signing)
            .ThenBy(key => key.CreatedAt)
            .ThenBy(key => key.KeyId, StringComparer.Ordinal)
            .ToList();
        return published is [{ State: SigningKeyState.Signing }, ..] ? published : throw new NoSigningKeyException("no key in the store signs");
    }

    private TokenSigner SignerOf(SigningKey key)
    {
        if (_loaded is { } held && held.Signer.KeyId == key.KeyId)
        {
            return held.Signer;
        }

        try
        {
            return _protection.Unwrap(key);
        }
        catch (CryptographicException fault)
        {
            throw new NoSigningKeyException("the key that signs cannot be unwrapped", fault);
        }
    }

    private SecurityKey VerificationKeyOf(SigningKey key) =>
        _loaded?.VerificationKeys.GetValueOrDefault(key.KeyId) ?? new JsonWebKey(key.PublicJwk);
}

/// <summary>The keys as one reload found them: immutable, only replaced.</summary>
internal sealed record LoadedKeys(TokenSigner Signer, IReadOnlyList<string> PublicJwks, FrozenDictionary<string, SecurityKey> VerificationKeys);
