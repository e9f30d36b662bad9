using System.Text;
using System.Text.Json.Serialization.Metadata;
using AdminPortal.OAuth;
using Microsoft.AspNetCore.Http;

namespace AdminPortal.Tests.OAuth;

/// <summary>The bytes of an answer, down to how a character is written.</summary>
public sealed class OAuthJsonTests
{
    private const string Awkward = "a+b<c>&'d\"e\\f\u00fc\u20ac\U0001F600\u0001";
    private const string Escaped = @"a\u002Bb\u003Cc\u003E\u0026\u0027d\u0022e\\f\u00FC\u20AC\uD83D\uDE00\u0001";

    [Fact]
    public async Task A_token_is_written_in_ASCII_alone_and_what_HTML_would_read_is_escaped() => Assert.Equal(
        $$"""{"access_token":"a.b-c_d","token_type":"Bearer","expires_in":60,"scope":"{{Escaped}}"}""",
        await WrittenAsync(new TokenResponse("a.b-c_d", "Bearer", 60, Awkward), OAuthJsonContext.Default.TokenResponse));

    [Fact]
    public async Task So_is_a_refusal() => Assert.Equal(
        $$"""{"error":"invalid_request","error_description":"{{Escaped}}"}""",
        await WrittenAsync(new ErrorResponse("invalid_request", Awkward), OAuthJsonContext.Default.ErrorResponse));

    [Fact]
    public async Task So_is_what_is_said_of_a_token() => Assert.Equal(
        $$"""
        {"active":true,"client_id":"{{Escaped}}","scope":"{{Escaped}}","exp":3,"iat":1,"nbf":2,"sub":"{{Escaped}}","aud":"{{Escaped}}","iss":"{{Escaped}}","jti":"{{Escaped}}","token_type":"Bearer"}
        """,
        await WrittenAsync(
            new ActiveTokenResponse(Active: true, Awkward, Awkward, 3, 1, 2, Awkward, Awkward, Awkward, Awkward, "Bearer"),
            OAuthJsonContext.Default.ActiveTokenResponse));

    [Fact]
    public async Task A_long_answer_leaves_nothing_of_itself_in_the_next()
    {
        var text = new string('a', 100_000);

        Assert.Equal(
            $$"""{"error":"{{text}}","error_description":""}""",
            await WrittenAsync(new ErrorResponse(text, ""), OAuthJsonContext.Default.ErrorResponse));
        Assert.Equal("""{"active":false}""", await WrittenAsync(new InactiveTokenResponse(), OAuthJsonContext.Default.InactiveTokenResponse));
    }

    [Fact]
    public void A_token_answer_cannot_be_printed() => Assert.Equal("TokenResponse", new TokenResponse("secret", "Bearer", 60, "").ToString());

    private static async Task<string> WrittenAsync<T>(T body, JsonTypeInfo<T> type)
    {
        using var written = new MemoryStream();
        var context = new DefaultHttpContext { Response = { Body = written } };

        await OAuthJson.WriteAsync(context, 418, body, type);

        Assert.Equal(
            (418, "application/json", (long?)written.Length),
            (context.Response.StatusCode, context.Response.ContentType, context.Response.ContentLength));
        return Encoding.UTF8.GetString(written.ToArray());
    }
}
