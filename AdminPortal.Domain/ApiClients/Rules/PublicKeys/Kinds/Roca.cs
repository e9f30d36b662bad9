using System.Numerics;

namespace AdminPortal.Domain.ApiClients.Rules.PublicKeys.Kinds;

/// <summary>
/// The fingerprint of the ROCA fault (CVE-2017-15361; Nemec and others, "The Return of Coppersmith's Attack", 2017): the chip's primes
/// are k·M + (65537^a mod M), so modulo each small prime of M the modulus is a power of 65537. A sound one is so by chance in about
/// one of 2^28 keys.
/// </summary>
internal static class Roca
{
    // The odd primes of the smallest M, that of 512 bits, end with 167; the M of every longer key holds them too.
    private static readonly (int Prime, HashSet<int> Powers)[] Groups =
    [
        .. RsaStrength.PrimesFrom(3, 167).Select(prime =>
            (prime, Enumerable.Range(0, prime).Select(exponent => (int)BigInteger.ModPow(65537, exponent, prime)).ToHashSet())),
    ];

    public static bool Marks(BigInteger modulus) => Array.TrueForAll(Groups, group => group.Powers.Contains((int)(modulus % group.Prime)));
}
