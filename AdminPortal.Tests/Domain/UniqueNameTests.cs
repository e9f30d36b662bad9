using AdminPortal.Domain;
using AdminPortal.Domain.ApiClients.Rules;

namespace AdminPortal.Tests.Domain;

public sealed class UniqueNameTests
{
    [Theory]
    [InlineData("Ｂｉｌｌｉｎｇ", "BILLING")]
    [InlineData("straße", "STRASSE", false)]
    public void Case_and_compatibility_forms_make_no_difference(string one, string other, bool same = true) =>
        Assert.Equal(same, UniqueName.KeyOf(one, 128) == UniqueName.KeyOf(other, 128));

    [Fact]
    public void A_text_longer_than_any_name_is_never_normalised()
    {
        // Two kinds of combining marks in the wrong order: putting them right takes minutes for a text of this length.
        var crafted = "a" + new string('\u0301', 250_000) + new string('\u0323', 250_000);

        Assert.Equal("A", UniqueName.KeyOf(crafted, ApiClientName.MaxLength)[..1]);
        Assert.Equal(crafted.Length, UniqueName.KeyOf(crafted, ApiClientName.MaxLength).Length);
    }

    [Theory]
    [InlineData("a\uFFFE")]
    [InlineData("\uD800")]
    public void What_unicode_does_not_allow_is_no_name_and_no_fault(string text)
    {
        Assert.False(ApiClientName.Create(text).IsSuccess);
        Assert.False(ApiClientDescription.Create(text).IsSuccess);
        Assert.NotEmpty(UniqueName.KeyOf(text, ApiClientName.MaxLength));
    }
}
