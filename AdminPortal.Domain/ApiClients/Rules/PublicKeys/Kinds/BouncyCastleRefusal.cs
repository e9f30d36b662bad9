using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Security;

namespace AdminPortal.Domain.ApiClients.Rules.PublicKeys.Kinds;

/// <summary>The exceptions that BouncyCastle throws for malformed bytes: its own, and the runtime's from beneath them.</summary>
internal static class BouncyCastleRefusal
{
    public static bool Is(Exception fault) => fault
        is GeneralSecurityException or SecurityUtilityException or CryptoException or IOException
        or ArgumentException or ArithmeticException or FormatException or InvalidCastException or InvalidOperationException;
}
