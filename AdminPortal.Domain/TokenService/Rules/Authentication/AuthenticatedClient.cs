using AdminPortal.Domain.TokenService.Rules.Assertions;

namespace AdminPortal.Domain.TokenService.Rules.Authentication;

// This room owns client authentication: by secret or assertion, against copies in memory. It protects the answer: unknown, wrong and
// disabled look and cost the same. It must never slow down the right credentials because of someone else's attempts.

/// <summary>
/// A client whose credentials were right, and the stored secret or key that proved it; a key from a JWKS URL is not stored and has no
/// ID. With an assertion it is authenticated for this once only: whoever answers it must see to it that its <c>jti</c> is new.
/// </summary>
public sealed record AuthenticatedClient(ClientSnapshot Client, Guid? CredentialId)
{
    public VerifiedAssertion? Assertion { get; init; }
}
