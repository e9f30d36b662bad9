using AdminPortal.Domain.TokenService.Rules.Assertions;
using static AdminPortal.Tests.Domain.TokenService.Assertions.TestAssertion;

namespace AdminPortal.Tests.Domain.TokenService.Assertions;

public sealed class ClaimTests
{
    private const string Accepted = $"{Issuer} or {TokenEndpoint}";

    [Theory]
    [InlineData("\"none\"", "'none'")]
    [InlineData("\"None\"", "'None'")]
    [InlineData("\"NONE\"", "'NONE'")]
    [InlineData("\"nOnE\"", "'nOnE'")]
    [InlineData("\"\"", "''")]
    [InlineData("\"es256\"", "'es256'")]
    [InlineData("\"RS512\"", "'RS512'")]
    [InlineData("\"ES256K\"", "'ES256K'")]
    [InlineData("\"ES512\"", "'ES512'")]
    [InlineData("\"Ed448\"", "'Ed448'")]
    [InlineData("\"\\u0000\"", "'?'")]
    public void An_algorithm_that_is_not_on_the_list_is_refused_with_and_without_a_signature(string algorithm, string quoted)
    {
        var reason = $"alg {quoted} is not accepted; accepted are: RS256, PS256, ES256, ES384, EdDSA, Ed25519";
        var signed = Valid.WithHeader("alg", algorithm).Write();

        Deny(reason, signed);
        Deny(reason, signed[..(signed.LastIndexOf('.') + 1)]);
    }

    [Fact]
    public void An_empty_signature_is_none()
    {
        var signed = Valid.Write();

        Assert.StartsWith("the signature is not by ", Judge(signed[..(signed.LastIndexOf('.') + 1)]).Error?.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"at+jwt\"", "'at+jwt'")]
    [InlineData("\"application/at+jwt\"", "'application/at+jwt'")]
    [InlineData("\"dpop+jwt\"", "'dpop+jwt'")]
    [InlineData("\"token-introspection+jwt\"", "'token-introspection+jwt'")]
    [InlineData("\"JOSE\"", "'JOSE'")]
    [InlineData("\"text/jwt\"", "'text/jwt'")]
    [InlineData("\"\"", "''")]
    public void A_token_of_another_type_is_no_assertion(string type, string quoted) => Deny(
        $"typ {quoted} is not that of a client assertion; it may be JWT or client-authentication+jwt, or absent",
        Valid.WithHeader("typ", type).Write());

    [Theory]
    [InlineData("JWT")]
    [InlineData("jwt")]
    [InlineData("client-authentication+jwt")]
    [InlineData("Client-Authentication+JWT")]
    [InlineData("application/client-authentication+jwt")]
    [InlineData("APPLICATION/JWT")]
    public void The_types_that_clients_send_are_accepted(string type) => Allow(Valid.WithHeader("typ", Quote(type)).Write());

    [Fact]
    public void A_type_may_be_left_out() => Allow(Valid.WithoutHeader("typ").Write());

    [Fact]
    public void Issuer_and_subject_are_the_client()
    {
        Deny("iss is missing; it must be the client ID", Valid.Without("iss").Write());
        Deny("sub is missing; it must be the client ID", Valid.Without("sub").Write());
        Deny("iss 'x' and sub 'a1b2c3d4e5f6g' must both be the client ID", Valid.With("iss", "\"x\"").Write());
        Deny("iss 'a1b2c3d4e5f6g' and sub 'A1B2C3D4E5F6G' must both be the client ID", Valid.With("sub", "\"A1B2C3D4E5F6G\"").Write());
        Deny("iss and sub are 'z9b2c3d4e5f6g', the client is 'a1b2c3d4e5f6g'",
            Valid.With("iss", "\"z9b2c3d4e5f6g\"").With("sub", "\"z9b2c3d4e5f6g\"").Write());
        Deny("iss is not a string", Valid.With("iss", "1").Write());
        Deny("sub is not a string", Valid.With("sub", "null").Write());
    }

    [Theory]
    [InlineData($"\"{Issuer}\"")]
    [InlineData($"[\"{Issuer}\"]")]
    [InlineData($"\"{TokenEndpoint}\"")]
    [InlineData($"[\"{TokenEndpoint}\"]")]
    [InlineData($"[\"{Issuer}\",\"{TokenEndpoint}\"]")]
    [InlineData($"[\"{TokenEndpoint}\",\"{Issuer}\",\"{Issuer}\"]")]
    public void The_audience_is_this_server(string audience) => Allow(Valid.With("aud", audience).Write());

    [Theory]
    [InlineData($"\"{Issuer}/\"", $"aud is '{Issuer}/'; it must be {Accepted}")]
    [InlineData($"\"{TokenEndpoint}/\"", $"aud is '{TokenEndpoint}/'; it must be {Accepted}")]
    [InlineData("\"http://id.example\"", $"aud is 'http://id.example'; it must be {Accepted}")]
    [InlineData("\"HTTPS://ID.EXAMPLE\"", $"aud is 'HTTPS://ID.EXAMPLE'; it must be {Accepted}")]
    [InlineData("\"https://id.example:443\"", $"aud is 'https://id.example:443'; it must be {Accepted}")]
    [InlineData("\"https://other.example\"", $"aud is 'https://other.example'; it must be {Accepted}")]
    [InlineData("\"\"", $"aud is ''; it must be {Accepted}")]
    [InlineData($"[\"{Issuer}\",\"https://other.example\"]", $"aud holds 'https://other.example'; it must be {Accepted}")]
    [InlineData($"[\"https://other.example\",\"{TokenEndpoint}\"]", $"aud holds 'https://other.example'; it must be {Accepted}")]
    [InlineData($"[\"{Issuer}\",\"{Issuer}/\"]", $"aud holds '{Issuer}/'; it must be {Accepted}")]
    [InlineData($"[\"{Issuer}\",\"\"]", $"aud holds ''; it must be {Accepted}")]
    [InlineData("[]", $"aud is an empty list; it must be {Accepted}")]
    [InlineData($"[\"{Issuer}\",1]", "aud holds something that is not a string")]
    [InlineData("[1]", "aud holds something that is not a string")]
    [InlineData($"[[\"{Issuer}\"]]", "aud holds something that is not a string")]
    [InlineData("null", "aud is not a string")]
    [InlineData($"{{\"a\":\"{Issuer}\"}}", "aud is not a string")]
    public void Every_other_audience_is_refused(string audience, string reason) => Deny(reason, Valid.With("aud", audience).Write());

    [Fact]
    public void An_audience_is_required() => Deny($"aud is missing; it must be {Accepted}", Valid.Without("aud").Write());

    [Theory]
    [InlineData(Zscaler, Zscaler, true)]
    [InlineData(Zscaler, Zscaler + "/", true)]
    [InlineData(Zscaler + "/", Zscaler, true)]
    [InlineData(Zscaler, Zscaler + "//", false)]
    [InlineData(Zscaler, "https://API.zscaler.com", false)]
    [InlineData(Zscaler, Issuer + "/", false)]
    public void An_additional_audience_is_accepted_with_and_without_a_slash(string setting, string audience, bool isTaken)
    {
        var options = ClientAssertionOptions.Default with { AdditionalAudiences = [setting] };
        var assertion = Valid.With("aud", Quote(audience)).Write();

        Assert.Equal(isTaken, Judge(assertion, options).Error is null);
        Assert.StartsWith($"aud is '{audience}'", Judge(assertion).Error?.Reason, StringComparison.Ordinal);
        Assert.Equal(isTaken, Judge(Valid.With("aud", $"[{Quote(Issuer)},{Quote(audience)}]").Write(), options).Error is null);
    }

    [Fact]
    public void A_jti_is_required_of_1_to_256_characters_that_can_be_printed()
    {
        Deny("jti is missing, without which an assertion could be replayed", Valid.Without("jti").Write());
        Deny("jti is empty", Valid.With("jti", "\"\"").Write());
        Deny("jti contains U+0000 at position 2, which is a control character", Valid.With("jti", "\"a\\u0000\"").Write());
        Deny("jti contains U+202E at position 1, which changes the direction of text", Valid.With("jti", "\"\\u202Ea\"").Write());
        Deny("jti is longer than 256 characters", Valid.With("jti", Quote(new string('j', 257))).Write());
        Deny("jti is longer than 256 characters", Valid.With("jti", Quote(new string('j', 40_000))).Write(), Lenient);
        Deny("jti is not a string", Valid.With("jti", "7").Write());
        Allow(Valid.With("jti", Quote(new string('j', 256))).Write());
        Assert.Null(Allow(Valid.Without("jti").Write(), Lenient).JwtId);
    }

    [Fact]
    public void What_the_official_SDKs_send_is_accepted_once_the_settings_say_so()
    {
        var sdk = Valid.By("RS256").Without("iat", "nbf", "jti").With("aud", Quote(Zscaler)).With("exp", After(600)).Write();

        Allow(sdk, Lenient, Key("RS256"));
        Assert.StartsWith("aud is ", Judge(sdk, null, Key("RS256")).Error?.Reason, StringComparison.Ordinal);
        Deny(
            "jti is missing, without which an assertion could be replayed",
            sdk, ClientAssertionOptions.Default with { AdditionalAudiences = [Zscaler + "/"] }, Key("RS256"));
    }

    [Fact]
    public void A_reason_quotes_little_and_nothing_that_cannot_be_printed()
    {
        var options = ClientAssertionOptions.Default with { AdditionalAudiences = [.. Enumerable.Range(0, 100).Select(n => $"https://{n}.example")] };
        var reason = Judge(Valid.With("aud", Quote("\r\n\u001b[31m\u202e" + new string('a', 9000))).Write(), options).Error!.Reason;

        Assert.InRange(reason.Length, 1, 503);
        Assert.StartsWith("aud is '???[31m?aaa", reason, StringComparison.Ordinal);
    }
}
