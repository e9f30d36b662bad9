using System.Security.Cryptography;
using AdminPortal.Domain.Administrators;
using AdminPortal.Domain.Auditing;
using AdminPortal.Domain.Storage;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.IdentityModel.Tokens;

namespace AdminPortal.Domain.SigningKeys;

/// <summary>Holds the signing key of this process, made at the first start. It signs; what it signs with stays here.</summary>
public sealed class SigningKeyRing(PortalStore store, PermissionGate gate, IDataProtectionProvider protection, TimeProvider clock)
    : IDisposable
{
    private readonly IDataProtector _protector = protection.CreateProtector("AdminPortal.SigningKeys");
    private readonly RSA _privateKey = RSA.Create();
    private TokenSigner? _current;
    private IReadOnlyList<string>? _publicJwks;

    /// <summary>The public keys by which our tokens are verified, each as a JWK in JSON.</summary>
    public IReadOnlyList<string> PublicJwks => _publicJwks ?? throw NotLoaded();

    /// <summary>The key that signs now. Whoever writes a token takes it once, so that its record and its signature tell of the same key.</summary>
    public TokenSigner Current => _current ?? throw NotLoaded();

    /// <summary>The public half of a key whose tokens still count; null for an unknown <c>kid</c>.</summary>
    public SecurityKey? FindVerificationKey(string keyId) => Current.KeyId == keyId ? Current.Key : null;

    /// <summary>
    /// Loads the key, or makes it. Data Protection may write its own key ring meanwhile, which needs the writers' gate: so nothing is
    /// wrapped or unwrapped within a change.
    /// </summary>
    internal async Task LoadAsync(CancellationToken cancellation)
    {
        var key = await FindAsync(cancellation) ?? await CreateAsync(cancellation);
        var privateKey = _protector.Unprotect(key.WrappedPrivateKey);
        _privateKey.ImportPkcs8PrivateKey(privateKey, out _);
        CryptographicOperations.ZeroMemory(privateKey);
        _current = new TokenSigner(new RsaSecurityKey(_privateKey) { KeyId = key.KeyId }, key.Algorithm);
        _publicJwks = [key.PublicJwk];
    }

    public void Dispose() => _privateKey.Dispose();

    private async Task<SigningKey?> FindAsync(CancellationToken cancellation)
    {
        await using var db = await store.ReadAsync(cancellation);
        return await db.SigningKeys.SingleOrDefaultAsync(cancellation);
    }

    private async Task<SigningKey> CreateAsync(CancellationToken cancellation)
    {
        var candidate = SigningKey.Generate(_protector.Protect, clock.GetUtcNow());
        await using var change = await store.BeginChangeAsync(cancellation);
        // Another process may have been faster.
        if (await change.Db.SigningKeys.SingleOrDefaultAsync(cancellation) is { } stored)
        {
            return stored;
        }

        var permit = await gate.AskAsync(change, new Actor.OnHost("first start"), SigningKeyActions.Create, candidate.KeyId, cancellation);
        change.Db.SigningKeys.Add(candidate);
        permit.Value.Record(AuditResult.Success, candidate.KeyId, AuditDetails.Of(("Algorithm", candidate.Algorithm)));
        await change.CommitAsync(cancellation);
        return candidate;
    }

    private static InvalidOperationException NotLoaded() => new("The signing key is loaded at the start of the store.");
}
