using AdminPortal.Domain.ApiClients.Rules.Secrets;

namespace AdminPortal.Domain.TokenService.Rules.Requests;

/// <summary>A secret as presented: it can be hashed and examined, not read.</summary>
public sealed class PresentedSecret
{
    private readonly string _value;

    internal PresentedSecret(string value) => _value = value;

    /// <summary>Whether it could be one of ours at all; if not, it was truncated or mistyped.</summary>
    internal bool IsWellFormed => PlaintextSecret.IsWellFormed(_value);

    internal byte[] Digest() => HashedSecret.DigestOf(_value);

    /// <summary>Its type's name: a secret cannot be printed.</summary>
    public override string ToString() => nameof(PresentedSecret);
}
