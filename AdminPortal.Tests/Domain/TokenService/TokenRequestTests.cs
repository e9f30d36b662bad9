using System.Text;
using AdminPortal.Domain.TokenService.Rules.Requests;

namespace AdminPortal.Tests.Domain.TokenService;

public sealed class TokenRequestTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("a%3Ab", "a:b")]
    [InlineData("a+b", "a b")]
    [InlineData("a%2Bb", "a+b")]
    [InlineData("100%25", "100%")]
    [InlineData("J%C3%BCrgen%e2%82%ac", "Jürgen€")]
    public void Basic_values_are_form_decoded_before_they_are_compared(string encoded, string clientId)
    {
        var request = TokenRequest.Parse(Request($"{encoded}:s")).Value;

        Assert.Equal(clientId, request.Credentials.PresentedClientId);
    }

    [Fact]
    public void A_colon_belongs_to_the_secret()
    {
        var digest = SecretOf(Request("id:a:b%25")).Digest();

        Assert.Equal(new PresentedSecret("a:b%").Digest(), digest);
    }

    [Fact]
    public void Nothing_that_carries_a_secret_prints_it()
    {
        var presented = Request("id:hunter2");
        var credentials = TokenRequest.Parse(presented).Value.Credentials;

        Assert.All([presented.ToString(), credentials.ToString(), SecretOf(presented).ToString(), TokenRequest.Parse(presented).Value.ToString()],
            text => Assert.DoesNotContain("hunter2", text, StringComparison.Ordinal));
    }

    [Fact]
    public void Nothing_that_carries_an_assertion_prints_it()
    {
        var request = TokenRequest.Parse(new PresentedRequest
        {
            ContentType = "application/x-www-form-urlencoded",
            Body = Encoding.ASCII.GetBytes(
                "grant_type=client_credentials&client_assertion=hun.ter.2&client_assertion_type=urn:ietf:params:oauth:client-assertion-type:jwt-bearer"),
        }).Value;
        var presented = Assert.IsType<ClientCredentials.ByAssertion>(request.Credentials);

        Assert.Null(presented.PresentedClientId);
        Assert.Equal("PresentedAssertion", presented.Assertion.ToString());
        Assert.All([request.ToString(), presented.ToString()], text => Assert.DoesNotContain("hun.ter.2", text, StringComparison.Ordinal));
    }

    [Fact]
    public void A_refusal_names_the_client_that_was_presented()
    {
        var request = new PresentedRequest
        {
            ContentType = "application/x-www-form-urlencoded",
            Body = "client_id=a1b2c3d4e5f6g&grant_type=client_credentials"u8.ToArray(),
        };

        Assert.Equal("a1b2c3d4e5f6g", TokenRequest.Parse(request).Error?.ClientId);
    }

    [Theory]
    [InlineData("Token", null)]
    [InlineData("basic", "a1b2c3d4e5f6g")]
    public void Only_a_Basic_header_names_a_client_to_a_refusal(string scheme, string? clientId)
    {
        var request = new PresentedRequest
        {
            ContentType = "application/x-www-form-urlencoded",
            Authorization = [$"{scheme} {Convert.ToBase64String("a1b2c3d4e5f6g:s"u8)}"],
            Body = "grant_type=client_credentials&client_assertion_type=x"u8.ToArray(),
        };

        Assert.Equal(clientId, TokenRequest.Parse(request).Error?.ClientId);
    }

    private static PresentedSecret SecretOf(PresentedRequest presented) =>
        Assert.IsType<ClientCredentials.BySecret>(TokenRequest.Parse(presented).Value.Credentials).Secret;

    private static PresentedRequest Request(string pair) => new()
    {
        ContentType = "application/x-www-form-urlencoded",
        Authorization = ["basic " + Convert.ToBase64String(Encoding.ASCII.GetBytes(pair))],
        Body = "grant_type=client_credentials"u8.ToArray(),
    };
}
