using static AdminPortal.Tests.Domain.TokenService.Assertions.TestAssertion;

namespace AdminPortal.Tests.Domain.TokenService.Assertions;

/// <summary>What RFC 7515 appendix A prints and is no client assertion: a shared secret, another curve, no signature, the JSON forms.</summary>
public sealed class PublishedVectorTests
{
    private const string Payload = "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ";

    private const string A1 = "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9." + Payload + ".dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

    private const string A4Header = "eyJhbGciOiJFUzUxMiJ9";

    private const string A4Signature =
        "AdwMgeerwtHoh-l192l60hp9wAHZFVJbLfD_UxMi70cwnZOYaRI1bKPWROc-mZZqwqT2SI-KGDKB34XO0aw_7XdtAG8GaSwFKdCAPZgoXD2YBJZCPEX3xKpRwcdOO8KpEHwJ"
        + "jyqOgzDO7iKvU8vcnwNrmxYbSW9ERBXukOXolLzeO_Jn";

    private const string A5 = "eyJhbGciOiJub25lIn0." + Payload + ".";

    private const string A6Signature =
        "DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q";

    private const string Taken = "is not accepted; accepted are: RS256, PS256, ES256, ES384, EdDSA, Ed25519";

    [Fact]
    public void The_HS256_example_is_refused_by_its_algorithm() => Deny($"alg 'HS256' {Taken}", A1);

    [Fact]
    public void The_ES512_example_is_refused_and_so_is_its_algorithm_over_claims()
    {
        Deny("header or payload is not a JSON object, is nested too deeply or has a duplicate member", $"{A4Header}.UGF5bG9hZA.{A4Signature}");
        Deny($"alg 'ES512' {Taken}", $"{A4Header}.{Payload}.{A4Signature}");
    }

    [Fact]
    public void The_unsecured_example_is_refused_by_its_algorithm() => Deny($"alg 'none' {Taken}", A5);

    [Fact]
    public void The_examples_in_the_JSON_forms_are_refused()
    {
        const string General = $$$"""
            {"payload":"{{{Payload}}}","signatures":[{"protected":"eyJhbGciOiJFUzI1NiJ9","header":{"kid":"e9bc097a-ce51-4036-9562-d2ade882db0d"},"signature":"{{{A6Signature}}}"}]}
            """;
        const string Flattened = $$$"""
            {"payload":"{{{Payload}}}","protected":"eyJhbGciOiJFUzI1NiJ9","header":{"kid":"e9bc097a-ce51-4036-9562-d2ade882db0d"},"signature":"{{{A6Signature}}}"}
            """;

        Assert.All([General, Flattened], text => Assert.Equal("the assertion has 1 parts instead of three", Judge(text).Error?.Reason));
    }
}
