namespace AdminPortal.Domain.ApiClients.PublicKeys.Kinds;

/// <summary>What one kind of key knows of itself. Its makers check everything; its <see cref="Verify"/> never throws and shares nothing.</summary>
internal abstract class CheckedKey
{
    public abstract KeyKind Kind { get; }

    public abstract int Size { get; }

    public abstract IReadOnlyList<string> Algorithms { get; }

    /// <summary>In bytes: a signature of another length is by another key.</summary>
    public abstract int SignatureLength { get; }

    /// <summary>The required members of the JWK in the order of RFC 7638 section 3.2, as JSON without white space.</summary>
    public abstract string RequiredMembers { get; }

    /// <summary>The SubjectPublicKeyInfo.</summary>
    public abstract byte[] Encode();

    /// <summary>The algorithm is one of <see cref="Algorithms"/>.</summary>
    public abstract bool Verify(string algorithm, ReadOnlySpan<byte> signingInput, ReadOnlySpan<byte> signature);
}
