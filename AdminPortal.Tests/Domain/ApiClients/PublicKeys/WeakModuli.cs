using System.Numerics;

namespace AdminPortal.Tests.Domain.ApiClients.PublicKeys;

/// <summary>RSA moduli of 2048 bits and more, each with one fault that its public half gives away.</summary>
internal static class WeakModuli
{
    private static readonly BigInteger Sound = new(KeyPairs.Rsa.ExportParameters(false).Modulus, isUnsigned: true, isBigEndian: true);

    private static readonly BigInteger RocaM = Primes(upTo: 167).Aggregate(BigInteger.One, (product, prime) => product * prime);

    public static byte[] Even => Bytes(Sound + 1);

    public static byte[] WithSmallFactor => Bytes(Sound - (Sound % 751) + (Sound % 751 % 2 == 0 ? 0 : 751));

    public static byte[] Square => WithoutSmallFactors(BigInteger.One << 1024, a => a * a);

    public static byte[] OfCloseFactors => WithoutSmallFactors(3 * (BigInteger.One << 1022), a => a * (a + 2));

    public static byte[] Roca => WithoutSmallFactors(BigInteger.One << 1900, k => (k * RocaM) + BigInteger.ModPow(65537, 12345, RocaM));

    private static byte[] WithoutSmallFactors(BigInteger from, Func<BigInteger, BigInteger> make)
    {
        var primes = Primes(upTo: 751);
        for (var a = from + 1; ; a++)
        {
            if (make(a) is var number && primes.TrueForAll(prime => number % prime != 0))
            {
                return Bytes(number);
            }
        }
    }

    private static List<int> Primes(int upTo) => [.. Enumerable.Range(2, upTo - 1).Where(n => Enumerable.Range(2, n - 2).All(d => n % d != 0))];

    private static byte[] Bytes(BigInteger number) => number.ToByteArray(isUnsigned: true, isBigEndian: true);
}
