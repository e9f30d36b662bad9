using AdminPortal.Domain.ApiClients.Rules.Secrets;
using AdminPortal.Domain.TokenFailures.Rules;
using AdminPortal.Tests.Domain.TokenService.Assertions;
using AdminPortal.Tests.OAuth;

namespace AdminPortal.Tests.Domain.TokenFailures;

public sealed class RecordTextTests
{
    private const int Max = 64;

    [Theory]
    [InlineData("unknown client")]
    [InlineData("wrong secret")]
    [InlineData("malformed secret: its checksum is wrong, so it was truncated or mistyped")]
    public void A_sentence_of_ours_costs_nothing_to_keep_so_that_no_answer_waits_for_its_reason(string reason) =>
        Assert.Same(reason, RecordText.Of(reason, 500));

    [Theory]
    [InlineData("kid 'monkeyJanuary2027' is not known", "kid 'monkeyJanuary2027' is not known")]
    [InlineData("kid 'NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs' is unknown", "kid 'NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs' is unknown")]
    [InlineData("zia_sec_reader", "zia_sec_reader")]
    [InlineData("two\r\nlines\u202eand more", "two??lines?and more")]
    public void What_is_no_credential_is_kept_as_far_as_it_is_printable(string text, string kept) => Assert.Equal(kept, RecordText.Of(text, Max));

    [Fact]
    public void A_credential_is_not_kept_wherever_it_stands()
    {
        var secret = PlaintextSecret.Generate().Reveal();

        Assert.Equal("'(a secret)", RecordText.Of($"'{secret}' is not known", Max));
        Assert.Equal("(a secret)", RecordText.Of(secret[3..], Max));
        Assert.Equal("aud is '(a token)", RecordText.Of($"aud is '{TestAssertion.Valid.Write()}'", Max));
        Assert.Equal("sub is (a key)", RecordText.Of("sub is -----BEGIN PRIVATE KEY-----\nMIIEvQ", Max));
        Assert.Equal("(a secret)", RecordText.OfClientId(secret[PlaintextSecret.Prefix.Length..], Max));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a")]
    [InlineData("ab")]
    [InlineData("a1b2c3d4e5f6g:")]
    public void A_secret_is_not_kept_in_base64_either_wherever_it_falls(string before)
    {
        var secret = PlaintextSecret.Generate().Reveal();
        var encoded = TokenWire.Base64(before + secret);

        var kept = RecordText.Of($"the target is no resource server: {encoded}", 500);

        Assert.EndsWith("(a secret)", kept, StringComparison.Ordinal);
        Assert.DoesNotContain(encoded[^24..^8], kept, StringComparison.Ordinal);
        Assert.DoesNotContain(encoded[24..40], RecordText.OfClientId(encoded, Max), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("adminportal%5Fsec%5Fabcdefgh", "(a secret)")]
    [InlineData("ADMINPORTAL_SEC_abcdefgh", "(a secret)")]
    [InlineData("Basic YTFiMmMzZDRlNWY2ZzpzZWNyZXQ=", "(a secret)")]
    [InlineData("ZXlKaGJHY2lPaUpTVXpJMU5pSjk", "(a token)")]
    [InlineData("LS0tLS1CRUdJTiBQUklWQVRFIEtFWS0tLS0t", "(a key)")]
    public void A_credential_in_other_clothes_is_not_kept(string text, string kept) => Assert.Equal(kept, RecordText.Of(text, Max));

    [Fact]
    public void A_client_id_of_another_house_is_kept()
    {
        Assert.Equal("3f2504e0-4f89-11d3-9a0c-0305e82c3301", RecordText.OfClientId("3f2504e0-4f89-11d3-9a0c-0305e82c3301", Max));
        Assert.Equal("Billing-Sync-of-2027", RecordText.OfClientId("Billing-Sync-of-2027", Max));
        Assert.Null(RecordText.OfClientId("", Max));
    }

    [Theory]
    [InlineData(Max, false)]
    [InlineData(Max + 1, true)]
    [InlineData(100_000, true)]
    public void It_never_gets_longer_than_its_place(int length, bool isCut)
    {
        var kept = RecordText.Of(string.Concat(Enumerable.Repeat("a ", length))[..length], Max);

        Assert.Equal((Max, isCut), (kept.Length, kept.EndsWith("...", StringComparison.Ordinal)));
        Assert.Equal(Max, RecordText.Of(new string(' ', Max - 11) + "-----BEGIN", Max).Length + 4);
    }
}
