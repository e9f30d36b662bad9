using AdminPortal.Domain.ApiClients.Rules.PublicKeys;
using AdminPortal.Domain.TokenService.Rules.Assertions.Jose;

namespace AdminPortal.Domain.TokenService.Rules.Assertions;

// This room owns the judgement of client assertions (RFC 7523, RFC 8725). It protects the token endpoint from a signature by the wrong key,
// an assertion for another server, and replay. It must never trust a claim before the signature is verified, nor let a header choose an
// algorithm.

/// <summary>
/// Judges what client assertions say by RFC 7523 section 3 and RFC 8725: the algorithm first, then one claim per statement. Who signed them is
/// for <see cref="AssertionSignature"/> to find. Pure: the same assertion and time give the same answer.
/// </summary>
public static class ClientAssertionValidator
{
    private const int MaxJwtIdLength = 256;

    private static readonly string[] Types = ["JWT", "client-authentication+jwt"];

    /// <summary>Everything that can be checked without a key, and so without knowing whether there is such a client.</summary>
    public static TokenStep<CheckedAssertion> CheckClaims(ClientAssertion assertion, AssertionExpectation expected, string? source)
    {
        var reason = CheckAlgorithm(assertion)
            ?? CheckType(assertion)
            ?? CheckClient(assertion, expected)
            ?? CheckAudience(assertion, expected)
            ?? AssertionTimes.Check(assertion, expected)
            ?? CheckJwtId(assertion, expected);
        return reason is null ? new CheckedAssertion(assertion, expected, source) : AssertionRefusal.Of(reason);
    }

    private static string? CheckAlgorithm(ClientAssertion assertion) => SignatureAlgorithms.IsAccepted(assertion.Algorithm)
        ? null
        : $"alg {AssertionRefusal.Quote(assertion.Algorithm)} is not accepted; accepted are: {string.Join(", ", SignatureAlgorithms.Accepted)}";

    // Most clients send no typ, or JWT; an access token (at+jwt) or a DPoP proof (dpop+jwt) states what it is (RFC 8725 section 3.11).
    private static string? CheckType(ClientAssertion assertion) =>
        assertion.Type is not { } type || Types.Any(taken => MediaType.AreSame(type, taken))
            ? null
            : $"typ {AssertionRefusal.Quote(type)} is not that of a client assertion; it may be {string.Join(" or ", Types)}, or absent";

    private static string? CheckClient(ClientAssertion assertion, AssertionExpectation expected) =>
        (assertion.Issuer, assertion.Subject) switch
        {
            (null, _) => "iss is missing; it must be the client ID",
            (_, null) => "sub is missing; it must be the client ID",
            var (issuer, subject) when issuer != subject =>
                $"iss {AssertionRefusal.Quote(issuer)} and sub {AssertionRefusal.Quote(subject)} must both be the client ID",
            var (_, subject) when subject != expected.ClientId =>
                $"iss and sub are {AssertionRefusal.Quote(subject)}, the client is {AssertionRefusal.Quote(expected.ClientId)}",
            _ => null,
        };

    // Several only if each of them is this server: an assertion meant for two servers could be replayed by one of them at the other.
    private static string? CheckAudience(ClientAssertion assertion, AssertionExpectation expected) => assertion.Audiences switch
    {
        null => $"aud is missing; it must be {Accepted(expected)}",
        [] => $"aud is an empty list; it must be {Accepted(expected)}",
        var audiences when audiences.FirstOrDefault(audience => !IsAccepted(audience, expected)) is { } foreign =>
            $"aud {(audiences.Count > 1 ? "holds" : "is")} {AssertionRefusal.Quote(foreign)}; it must be {Accepted(expected)}",
        _ => null,
    };

    private static bool IsAccepted(string audience, AssertionExpectation expected) =>
        audience == expected.Issuer
        || audience == expected.TokenEndpoint
        || expected.Options.AdditionalAudiences.Any(accepted => AudienceText.AreSame(accepted, audience));

    private static string Accepted(AssertionExpectation expected) =>
        string.Join(" or ", [expected.Issuer, expected.TokenEndpoint, .. expected.Options.AdditionalAudiences]);

    private static string? CheckJwtId(ClientAssertion assertion, AssertionExpectation expected) => assertion.JwtId switch
    {
        null => expected.Options.RequireJwtId ? "jti is missing, without which an assertion could be replayed" : null,
        "" => "jti is empty",
        { Length: > MaxJwtIdLength } => $"jti is longer than {MaxJwtIdLength} characters",
        var jwtId => PrintableText.FirstFault(jwtId) is { } fault ? $"jti contains {fault}" : null,
    };
}
