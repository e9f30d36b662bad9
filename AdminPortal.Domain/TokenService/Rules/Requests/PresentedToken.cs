using AdminPortal.Domain.TokenService.Rules.Assertions.Jose;

namespace AdminPortal.Domain.TokenService.Rules.Requests;

/// <summary>A token as presented: it can be parsed strictly, not printed.</summary>
public sealed class PresentedToken
{
    private readonly string _value;

    internal PresentedToken(string value) => _value = value;

    /// <summary>Its type's name: whoever has a token may use it.</summary>
    public override string ToString() => nameof(PresentedToken);

    /// <summary>Null when it is not a signed object in the compact form.</summary>
    internal CompactJws? Read() => CompactJws.Read(_value) is { Error: null } read ? read.Value : null;
}
