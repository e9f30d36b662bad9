using System.Numerics;

namespace AdminPortal.Domain.ApiClients.Rules.PublicKeys.Kinds;

/// <summary>
/// The fingerprint of the ROCA vulnerability (CVE-2017-15361; Nemec and others, "The Return of Coppersmith's Attack", 2017): the chip's
/// primes are k·M + (65537^a mod M), so modulo each small prime of M the modulus is a power of 65537. A false positive happens by chance
/// for about one in 2^28 sound keys.
/// </summary>
internal static class Roca
{
    // The primes of the smallest M (512 bits) end with 167; the M of every longer key contains them too.
    private static readonly (int Prime, HashSet<int> Powers)[] Groups =
    [
        .. RsaStrength.PrimesFrom(3, 167).Select(prime =>
            (prime, Enumerable.Range(0, prime).Select(exponent => (int)BigInteger.ModPow(65537, exponent, prime)).ToHashSet())),
    ];

    public static bool Marks(BigInteger modulus) => Array.TrueForAll(Groups, group => group.Powers.Contains((int)(modulus % group.Prime)));
}
