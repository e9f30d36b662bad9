using AdminPortal.Domain.Administrators.Rules.Passwords;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace AdminPortal.Domain.Administrators.Passwords;

/// <summary>
/// Identity's PBKDF2 (HMAC-SHA512, a salt per password) with a current iteration count. It is deliberately slow, so callers hash and
/// verify outside any change of the store.
/// </summary>
public sealed class PasswordHashing
{
    // OWASP Password Storage Cheat Sheet, for PBKDF2-HMAC-SHA512. Raising it re-hashes each password at its next sign-in.
    private const int Rounds = 210_000;

    private static readonly Administrator Anyone = new();

    private readonly PasswordHasher<Administrator> _hasher =
        new(Options.Create(new PasswordHasherOptions { IterationCount = Rounds }));

    private readonly string _nobodys;

    public PasswordHashing() => _nobodys = _hasher.HashPassword(Anyone, Guid.NewGuid().ToString());

    internal string Hash(NewPassword password) => _hasher.HashPassword(Anyone, password.Reveal());

    internal string Rehash(TypedPassword verified) => _hasher.HashPassword(Anyone, verified.Reveal());

    /// <summary>Without a hash (unknown name) it takes the same time and fails: no timing difference.</summary>
    internal PasswordVerificationResult Verify(string? hash, TypedPassword password)
    {
        // A password this long cannot have been set, and hashing it first would let anyone cause work.
        var text = password.Reveal();
        var presented = text.Length <= NewPassword.MaxLength ? text : "";
        var verified = _hasher.VerifyHashedPassword(Anyone, hash ?? _nobodys, presented);
        return hash is null ? PasswordVerificationResult.Failed : verified;
    }
}
