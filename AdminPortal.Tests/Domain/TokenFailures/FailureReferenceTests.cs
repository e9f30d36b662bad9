using AdminPortal.Domain.TokenFailures.Rules;

namespace AdminPortal.Tests.Domain.TokenFailures;

public sealed class FailureReferenceTests
{
    [Fact]
    public void A_reference_is_eight_letters_and_digits_that_are_not_taken_for_one_another() =>
        Assert.All(Enumerable.Range(0, 200), _ => Assert.Matches("^[2-9A-HJ-NP-Z]{8}$", FailureReference.Generate().Value));

    [Theory]
    [InlineData("ABCD2345")]
    [InlineData(" abcd2345\n")]
    [InlineData("Reference: ABCD2345")]
    [InlineData("reference:abcd2345.")]
    [InlineData("Client authentication failed. Reference: ABCD2345")]
    [InlineData("""{"error":"invalid_client","error_description":"Client authentication failed. Reference: ABCD2345"}""")]
    [InlineData("\"ABCD2345\"")]
    [InlineData("Refused (invalid_client), reference ABCD2345: client a1b2c3d4e5f6g from 192.0.2.9: wrong secret")]
    [InlineData(
        "12:00:01 warn: AdminPortal.OAuth.TokenErrorResponse[21] Refused (invalid_client), reference ABCD2345: "
        + "client (none) from (none): reference ZZZZ9999")]
    [InlineData("""{"EventId":21,"State":{"Reference":"ABCD2345","Code":"invalid_client"}}""")]
    public void It_is_read_as_people_paste_it(string pasted)
    {
        Assert.True(FailureReference.TryRead(pasted, out var reference));
        Assert.Equal("ABCD2345", reference.Value);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("ABCD234")]
    [InlineData("ABCD23456")]
    [InlineData("ABCD0145")]
    [InlineData("ÄBCD2345")]
    [InlineData("Reference:")]
    [InlineData("ABCD2345 Reference: none")]
    [InlineData("reference ABCD23456")]
    [InlineData("Reference: \u212ABCD2345")]
    public void What_is_none_is_not_read(string? pasted) => Assert.False(FailureReference.TryRead(pasted, out _));

    [Theory]
    [InlineData("ABCD2345", true)]
    [InlineData("Reference: abcd2345", true)]
    [InlineData("Refused (invalid_client), reference ABCD2345: client (none)", true)]
    [InlineData("reference database", false)]
    [InlineData("database", false)]
    [InlineData("iq41q3fpgg6st", false)]
    [InlineData("Reference: unknown", false)]
    public void A_search_means_one_when_it_stands_there_as_it_was_sent(string search, bool isMeant) =>
        Assert.Equal(isMeant, FailureReference.IsMeantBy(search));
}
