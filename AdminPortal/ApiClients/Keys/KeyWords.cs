using System.Globalization;
using AdminPortal.Domain.ApiClients.Rules.PublicKeys;

namespace AdminPortal.ApiClients.Keys;

/// <summary>How the pages describe keys.</summary>
internal static class KeyWords
{
    private const int GroupLength = 4;

    /// <summary>With the size, unless the kind implies it.</summary>
    public static string Of(KeyKind kind, int size) =>
        kind == KeyKind.Rsa ? string.Create(CultureInfo.InvariantCulture, $"RSA {size}") : Of(kind);

    public static string Of(KeyKind kind) => kind switch
    {
        KeyKind.Rsa => "RSA",
        KeyKind.P256 => "EC P-256",
        KeyKind.P384 => "EC P-384",
        _ => "Ed25519",
    };

    /// <summary>A fingerprint in groups of four, as people compare it.</summary>
    public static string Grouped(string fingerprint) => string.Join(' ', fingerprint.Chunk(GroupLength).Select(group => new string(group)));
}
