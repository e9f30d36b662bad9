using AdminPortal.Tests.Domain.ApiClients.PublicKeys;
using static AdminPortal.Tests.Domain.TokenService.Assertions.TestAssertion;

namespace AdminPortal.Tests.OAuth.Assertions;

/// <summary>How strictly an assertion and a .pem file are read, as a form post to the token endpoint.</summary>
public sealed class AssertionReadingTests(OAuthHost host) : IClassFixture<OAuthHost>
{
    [Fact]
    public async Task Each_key_of_a_file_gets_tokens_whatever_its_line_ends_and_the_text_around()
    {
        var client = await host.AddClientAsync();
        var file = "\uFEFFsubject=CN = billing\r\n" + $"{PemFiles.Info}\n{PemFiles.Curve}\nbye".ReplaceLineEndings("\r\n");
        await host.AddKeyAsync(client, file);

        await host.AllowAsync(host.Assertion(client).By("RS256"));
        await host.AllowAsync(host.Assertion(client));
        await host.DenyAsync(host.Assertion(client).By("ES384"));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\"text\"")]
    [InlineData("{\"alg\":\"none\",\"alg\":\"ES256\"}")]
    [InlineData("{\"alg\":null}")]
    [InlineData("{\"alg\":\"ES256\",\"kid\":null}")]
    [InlineData("{\"alg\":\"ES256\",\"kid\":7}")]
    [InlineData("{\"alg\":\"ES256\",}")]
    [InlineData("")]
    public async Task A_header_is_one_JSON_object_without_doubt(string header)
    {
        var assertion = host.Assertion(await host.AddKeyedClientAsync());

        await host.DenyAsync(Sign(header, Json(assertion.Payload)));
        await host.AllowAsync(assertion);
    }

    [Fact]
    public async Task A_payload_is_one_JSON_object_without_doubt()
    {
        var assertion = host.Assertion(await host.AddKeyedClientAsync());
        var (header, payload) = (Json(assertion.Header), Json(assertion.Payload));
        string[] others =
        [
            "null", "[]", $"[{payload}]", $"{payload}{payload}", payload[..^1] + ",\"sub\":\"a1b2c3d4e5f6g\"}",
            payload[..^1] + ",\"a\":" + new string('[', 9_000) + new string(']', 9_000) + "}",
            payload[..^1] + ",\"a\":\"\\ud800\"}", "",
        ];

        foreach (var other in others)
        {
            await host.DenyAsync(Sign(header, other));
        }

        await host.AllowAsync(assertion);
    }

    [Fact]
    public async Task A_part_has_one_spelling_without_padding()
    {
        var parts = host.Assertion(await host.AddKeyedClientAsync()).Write().Split('.');

        for (var part = 0; part < parts.Length; part++)
        {
            string[] spellings =
                [parts[part] + "=", parts[part] + "==", " " + parts[part], parts[part] + "\n", parts[part] + "A", parts[part].Insert(4, "+")];
            foreach (var spelling in spellings)
            {
                await host.DenyAsync(string.Join('.', parts.Select((text, index) => index == part ? spelling : text)));
            }
        }

        (await host.PostAsync(KeyedClients.Form(string.Join('.', parts)))).IsGranted(OAuthHost.ReaderScope);
    }

    [Theory]
    [InlineData(".5", true)]
    [InlineData(".0", true)]
    [InlineData("e400", false)]
    public async Task A_date_may_have_a_fraction_and_not_be_beyond_all_time(string more, bool isTaken)
    {
        var assertion = host.Assertion(await host.AddKeyedClientAsync());
        var soon = assertion.Payload.Single(member => member.Name == "exp").Json;

        await (isTaken ? host.AllowAsync(assertion.With("exp", soon + more)) : host.DenyAsync(assertion.With("exp", soon + more)));
    }

    [Theory]
    [InlineData("\"1900000000\"")]
    [InlineData("1e300")]
    [InlineData("-1")]
    [InlineData("null")]
    [InlineData("[1900000000]")]
    [InlineData("true")]
    public async Task What_is_no_date_is_refused_in_every_claim_that_is_one(string json)
    {
        var client = await host.AddKeyedClientAsync();

        foreach (var claim in (string[])["exp", "iat", "nbf"])
        {
            await host.DenyAsync(host.Assertion(client).With(claim, json));
        }
    }
}
