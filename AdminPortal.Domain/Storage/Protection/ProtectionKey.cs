using System.Security.Cryptography;
using AdminPortal.Domain.Storage.Starting;

namespace AdminPortal.Domain.Storage.Protection;

// This room owns the master key and its file. It protects everything that is stored wrapped: a copied database alone is worthless. The key
// must never be stored in the database itself, nor be created anew for a store with keys that it could not unwrap.

/// <summary>
/// The master key: 256 bits in <c>protection.key</c>, readable by its owner only, created at the first start. It wraps the key ring of Data
/// Protection, which is in the store. Whoever has the store without this file can neither sign tokens nor forge a session.
/// </summary>
public sealed class ProtectionKey
{
    private const int Size = 32;

    private readonly byte[] _value;

    private ProtectionKey(byte[] value) => _value = value;

    /// <summary>
    /// For a process that exclusively holds a store without a key ring. The file is written under another name and renamed, so that it is
    /// whole or absent (no torn write); an empty one, left by an older build that was killed while writing in place, has wrapped nothing.
    /// </summary>
    /// <exception cref="StoreStartException">The file is not a key; the message names it and says what to do.</exception>
    public static ProtectionKey LoadOrCreate(string file)
    {
        if (File.Exists(file) && new FileInfo(file).Length > 0)
        {
            return Load(file);
        }

        var key = RandomNumberGenerator.GetBytes(Size);
        DurableFile.Write(file, key);
        return new ProtectionKey(key);
    }

    /// <summary>Nonce, tag, ciphertext (AES-256-GCM, NIST SP 800-38D).</summary>
    internal byte[] Wrap(ReadOnlySpan<byte> plaintext)
    {
        var wrapped = new byte[AesGcm.NonceByteSizes.MaxSize + AesGcm.TagByteSizes.MaxSize + plaintext.Length];
        var (nonce, tag, ciphertext) = Parts(wrapped);
        RandomNumberGenerator.Fill(nonce.Span);
        using var aes = new AesGcm(_value, tag.Length);
        aes.Encrypt(nonce.Span, plaintext, ciphertext.Span, tag.Span);
        return wrapped;
    }

    /// <exception cref="CryptographicException">It was wrapped with another key, or altered.</exception>
    internal byte[] Unwrap(byte[] wrapped)
    {
        var (nonce, tag, ciphertext) = Parts(wrapped);
        var plaintext = new byte[ciphertext.Length];
        using var aes = new AesGcm(_value, tag.Length);
        aes.Decrypt(nonce.Span, ciphertext.Span, tag.Span, plaintext);
        return plaintext;
    }

    public override string ToString() => nameof(ProtectionKey);

    /// <summary>The key of an existing store; it is never created anew, because nothing could be unwrapped with a new one.</summary>
    /// <exception cref="StoreStartException">The file is missing or not a key.</exception>
    public static ProtectionKey Load(string file)
    {
        if (!File.Exists(file))
        {
            throw new StoreStartException($"{file} is missing, and the store cannot be read without it. Restore it from the backup of the data directory.");
        }

        OwnerOnly.Close(file);
        var key = File.ReadAllBytes(file);
        return key.Length == Size
            ? new ProtectionKey(key)
            : throw new StoreStartException($"{file} is not a protection key ({Size} bytes). Restore it from the backup of the data directory.");
    }

    private static (Memory<byte> Nonce, Memory<byte> Tag, Memory<byte> Ciphertext) Parts(byte[] wrapped)
    {
        var (nonce, tag) = (AesGcm.NonceByteSizes.MaxSize, AesGcm.TagByteSizes.MaxSize);
        return (wrapped.AsMemory(0, nonce), wrapped.AsMemory(nonce, tag), wrapped.AsMemory(nonce + tag));
    }
}
