using System.Numerics;

namespace AdminPortal.Domain.ApiClients.PublicKeys.Kinds;

/// <summary>
/// The faults of an RSA modulus that its public half gives away: small factors (NIST SP 800-89 section 5.3.3), a square, two primes so
/// close that Fermat's method finds them (CVE-2022-26320), ROCA. All take well under a millisecond.
/// </summary>
internal static class RsaStrength
{
    private const int FirstPrimeNotTried = 752;
    private const int FermatRounds = 100;

    private static readonly int[] SmallPrimes = [.. Enumerable.Range(2, FirstPrimeNotTried - 2).Where(IsPrime)];

    public static PortalError? Fault(BigInteger modulus) =>
        SmallPrimes.Any(prime => modulus % prime == 0) || HasCloseFactors(modulus) ? PublicKeyErrors.RsaFactorable
        : Roca.Marks(modulus) ? PublicKeyErrors.RsaRoca
        : null;

    // n = a² - b² = (a - b)(a + b): close factors show after a few steps of a from the root of n upwards.
    private static bool HasCloseFactors(BigInteger n)
    {
        var a = Root(n);
        var square = (a * a) - n;
        for (var round = 0; round <= FermatRounds; round++)
        {
            if (IsSquare(square))
            {
                return true;
            }

            square += (2 * a) + 1;
            a++;
        }

        return false;
    }

    private static bool IsSquare(BigInteger number)
    {
        if (number.Sign <= 0 || !MayBeSquare((int)(number % 5040)))
        {
            return number.IsZero;
        }

        var root = Root(number);
        return root * root == number;
    }

    // The rests of squares: modulo 16, 9, 5 and 7 nineteen numbers in twenty fall out without a root being drawn.
    private static bool MayBeSquare(int rest) =>
        rest % 16 is 0 or 1 or 4 or 9 && rest % 9 is 0 or 1 or 4 or 7 && rest % 5 is 0 or 1 or 4 && rest % 7 is 0 or 1 or 2 or 4;

    /// <summary>The whole part of the square root, by Newton's method from above.</summary>
    private static BigInteger Root(BigInteger number)
    {
        var root = BigInteger.One << (int)((number.GetBitLength() + 1) / 2);
        while (true)
        {
            var next = (root + (number / root)) >> 1;
            if (next >= root)
            {
                return root;
            }

            root = next;
        }
    }

    private static bool IsPrime(int number) => Enumerable.Range(2, number - 2).TakeWhile(d => d * d <= number).All(d => number % d != 0);
}
