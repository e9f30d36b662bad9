using System.Diagnostics;
using AdminPortal.Domain.TokenService.Assertions;
using AdminPortal.Domain.TokenService.Requests;

namespace AdminPortal.Domain.TokenService.Authentication;

// This room owns how a client proves itself: by a secret or an assertion, against what is known of it in memory. It protects the answer:
// unknown, wrong and disabled look and cost the same. It must never slow the right credentials down for what somebody else tries.

/// <summary>
/// A client whose credentials were right, and the stored secret or key that proved it; a key from a JWKS URL is not stored and has no
/// ID. With an assertion it is authenticated for this once only: whoever issues a token must see to it that its <c>jti</c> is new.
/// </summary>
public sealed record AuthenticatedClient(ClientSnapshot Client, Guid? CredentialId)
{
    public VerifiedAssertion? Assertion { get; init; }
}

/// <summary>Verifies what a client presents, by the method it presents it in (RFC 6749 section 2.3).</summary>
public sealed class ClientAuthenticator(SecretAuthenticator secrets, AssertionAuthenticator assertions)
{
    public ValueTask<TokenStep<AuthenticatedClient>> AuthenticateAsync(
        ClientCredentials presented, string? source, CancellationToken cancellation) =>
        presented switch
        {
            ClientCredentials.BySecret secret => secrets.AuthenticateAsync(secret, cancellation),
            ClientCredentials.ByAssertion assertion => assertions.AuthenticateAsync(assertion, source, cancellation),
            _ => throw new UnreachableException(),
        };
}
