using AdminPortal.Domain.TokenService.Rules.Assertions;

namespace AdminPortal.Domain.TokenService.Rules.Requests;

/// <summary>A client assertion as presented: it can be parsed strictly, not printed.</summary>
public sealed class PresentedAssertion
{
    private readonly string _value;

    internal PresentedAssertion(string value) => _value = value;

    /// <summary>Its type's name: whoever has a valid assertion is the client.</summary>
    public override string ToString() => nameof(PresentedAssertion);

    /// <summary>The client that it names, even if the rest of it is refused or cannot be read.</summary>
    internal string? ClaimedSubject => ClientAssertion.SubjectOf(_value);

    internal TokenStep<ClientAssertion> Read() => ClientAssertion.Read(_value);
}
