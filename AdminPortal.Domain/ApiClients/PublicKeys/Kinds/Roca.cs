using System.Numerics;

namespace AdminPortal.Domain.ApiClients.PublicKeys.Kinds;

/// <summary>
/// The fingerprint of the ROCA fault (CVE-2017-15361; Nemec and others, "The Return of Coppersmith's Attack", 2017): the chip's primes
/// are k·M + (65537^a mod M), so modulo each small prime of M the modulus is a power of 65537. A sound one is so by chance in about
/// one of 2^28 keys.
/// </summary>
internal static class Roca
{
    private const int Generator = 65537;

    // The odd primes of the smallest M, that of 512 bits; the M of every longer key holds them too.
    private static readonly int[] Primes =
    [
        3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89, 97, 101, 103, 107, 109, 113, 127, 131, 137, 139,
        149, 151, 157, 163, 167,
    ];

    private static readonly HashSet<int>[] Powers = [.. Primes.Select(PowersModulo)];

    public static bool Marks(BigInteger modulus)
    {
        for (var i = 0; i < Primes.Length; i++)
        {
            if (!Powers[i].Contains((int)(modulus % Primes[i])))
            {
                return false;
            }
        }

        return true;
    }

    private static HashSet<int> PowersModulo(int prime)
    {
        var powers = new HashSet<int>();
        for (var power = 1; powers.Add(power);)
        {
            power = power * (Generator % prime) % prime;
        }

        return powers;
    }
}
