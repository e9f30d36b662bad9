using System.IO.Hashing;
using System.Security.Cryptography;
using System.Text;

namespace AdminPortal.Domain.ApiClients.Rules.Secrets;

// This room owns the secrets of clients: how one is generated, hashed, replaced and deleted. It protects the plaintext, which exists from
// its generation to the one dialog that shows it. It must never keep it, nor hold more than two secrets for a client.

/// <summary>
/// A generated secret in plaintext: <c>adminportal_sec_</c>, 43 random letters and digits (256 bits), and a checksum of six, so that a
/// secret scanner recognises one and a typing error can be told from a wrong secret. It exists between its generation and the one dialog
/// that shows it; what is kept is <see cref="HashedSecret"/>.
/// </summary>
public sealed class PlaintextSecret
{
    public const string Prefix = "adminportal_sec_";

    private const string Alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private const int RandomLength = 43;
    private const int ChecksumLength = 6;

    private readonly string _value;

    private PlaintextSecret(string value) => _value = value;

    internal static PlaintextSecret Generate()
    {
        var body = Prefix + RandomNumberGenerator.GetString(Alphabet, RandomLength);
        return new PlaintextSecret(body + Checksum(body));
    }

    /// <summary>Whether the text has the form and the checksum of a secret of this portal, whether or not it is one.</summary>
    public static bool IsWellFormed(string text) =>
        text.Length == Prefix.Length + RandomLength + ChecksumLength
        && text.StartsWith(Prefix, StringComparison.Ordinal)
        && text.EndsWith(Checksum(text[..^ChecksumLength]), StringComparison.Ordinal);

    /// <summary>The value itself, for the person it is shown to.</summary>
    public string Reveal() => _value;

    internal HashedSecret Hash() => new(HashedSecret.DigestOf(_value), _value.Substring(Prefix.Length, HashedSecret.HintLength));

    /// <summary>Its type's name: a secret cannot be printed.</summary>
    public override string ToString() => nameof(PlaintextSecret);

    private static string Checksum(string body)
    {
        var rest = Crc32.HashToUInt32(Encoding.UTF8.GetBytes(body));
        var digits = new char[ChecksumLength];
        for (var i = ChecksumLength - 1; i >= 0; i--)
        {
            digits[i] = Alphabet[(int)(rest % (uint)Alphabet.Length)];
            rest /= (uint)Alphabet.Length;
        }

        return new string(digits);
    }
}

/// <summary>
/// What is kept of a secret: its SHA-256 and the first four random characters, by which people tell secrets apart. 256 random bits cannot
/// be guessed, so a slow hash would protect nothing and cost every token request (OWASP Password Storage is about passwords that people
/// choose).
/// </summary>
public sealed class HashedSecret
{
    public const int HintLength = 4;

    internal HashedSecret(byte[] digest, string hint)
    {
        Digest = digest;
        Hint = hint;
    }

    internal byte[] Digest { get; }

    public string Hint { get; }

    internal static byte[] DigestOf(string presented) => SHA256.HashData(Encoding.UTF8.GetBytes(presented));

    public override string ToString() => nameof(HashedSecret);
}
