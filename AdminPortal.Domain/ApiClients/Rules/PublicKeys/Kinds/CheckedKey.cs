namespace AdminPortal.Domain.ApiClients.Rules.PublicKeys.Kinds;

// This room owns the kinds of keys: RSA, the NIST curves, Ed25519. It protects verification from keys that are weak, malformed or off their
// curve: every key that exists is checked. It must never hold a private key, nor throw because of a signature.

/// <summary>
/// The common interface of the kinds of key. Factories check everything; <see cref="Verify"/> never throws and is thread-safe.
/// </summary>
internal abstract class CheckedKey
{
    public abstract KeyKind Kind { get; }

    public abstract int Size { get; }

    /// <summary>In bytes: a signature of another length is by another key.</summary>
    public abstract int SignatureLength { get; }

    /// <summary>The required members of the JWK in the order of RFC 7638 section 3.2, as JSON without white space.</summary>
    public abstract string RequiredMembers { get; }

    /// <summary>The SubjectPublicKeyInfo.</summary>
    public abstract byte[] Encode();

    /// <summary>The algorithm is one of its kind (<see cref="SignatureAlgorithms.Of"/>).</summary>
    public abstract bool Verify(string algorithm, ReadOnlySpan<byte> signingInput, ReadOnlySpan<byte> signature);
}
