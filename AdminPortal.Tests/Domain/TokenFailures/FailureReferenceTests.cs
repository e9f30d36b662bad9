using AdminPortal.Domain.TokenFailures;

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
    public void What_is_none_is_not_read(string? pasted) => Assert.False(FailureReference.TryRead(pasted, out _));

    [Theory]
    [InlineData("ABCD2345", true)]
    [InlineData("Reference: abcd2345", true)]
    [InlineData("database", false)]
    [InlineData("iq41q3fpgg6st", false)]
    [InlineData("Reference: unknown", false)]
    public void A_search_means_one_when_it_stands_there_as_it_was_sent(string search, bool isMeant) =>
        Assert.Equal(isMeant, FailureReference.IsMeantBy(search));
}
