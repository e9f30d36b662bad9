using System.Numerics;

namespace AdminPortal.Domain.ApiClients.Rules.PublicKeys.Kinds;

/// <summary>
/// The weaknesses of an RSA modulus that its public half reveals: small factors (NIST SP 800-89 section 5.3.3), a square, two primes so
/// close that Fermat's method finds them (CVE-2022-26320), ROCA. All checks take well under a millisecond. Neither BouncyCastle nor .NET
/// offers Fermat's method, a check for ROCA or an integer square root, so these three are our own.
/// </summary>
internal static class RsaStrength
{
    private const int FirstPrimeNotTried = 752;
    private const int FermatRounds = 100;

    // Quadratic residues modulo 5040: they rule out nineteen numbers in twenty without computing a root.
    private const int RestModulus = 5040;

    private static readonly HashSet<int> RestsOfSquares = [.. Enumerable.Range(0, RestModulus).Select(root => root * root % RestModulus)];

    private static readonly BigInteger ProductOfSmallPrimes =
        PrimesFrom(2, FirstPrimeNotTried - 1).Aggregate(BigInteger.One, (product, prime) => product * prime);

    public static PortalError? Fault(BigInteger modulus) =>
        !BigInteger.GreatestCommonDivisor(modulus, ProductOfSmallPrimes).IsOne || HasCloseFactors(modulus) ? PublicKeyErrors.RsaFactorable
        : Roca.Marks(modulus) ? PublicKeyErrors.RsaRoca
        : null;

    /// <summary>In ascending order. BouncyCastle's <c>IsProbablePrime</c> is of no use here: version 2.7 never returns for 257.</summary>
    public static IEnumerable<int> PrimesFrom(int first, int last) => Enumerable.Range(first, last - first + 1)
        .Where(number => Enumerable.Range(2, number - 2).All(divisor => number % divisor != 0));

    // n = a² - b² = (a - b)(a + b): close factors are found after a few steps of a upwards from the root of n.
    private static bool HasCloseFactors(BigInteger n)
    {
        var a = Root(n);
        var square = (a * a) - n;
        for (var round = 0; round < FermatRounds && !IsSquare(square); round++)
        {
            square += (2 * a) + 1;
            a++;
        }

        return IsSquare(square);
    }

    private static bool IsSquare(BigInteger number) => number.Sign <= 0
        ? number.IsZero
        : RestsOfSquares.Contains((int)(number % RestModulus)) && Root(number) is var root && root * root == number;

    /// <summary>The integer square root, by Newton's method from above.</summary>
    private static BigInteger Root(BigInteger number)
    {
        var root = BigInteger.One << (int)((number.GetBitLength() + 1) / 2);
        while ((root + (number / root)) >> 1 is var next && next < root)
        {
            root = next;
        }

        return root;
    }
}
