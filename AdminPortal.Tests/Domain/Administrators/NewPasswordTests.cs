using AdminPortal.Domain.Administrators.Passwords;

namespace AdminPortal.Tests.Domain.Administrators;

public sealed class NewPasswordTests
{
    [Theory]
    [InlineData("correct horse battery")]
    [InlineData("plum-window-otter")]
    [InlineData("пароль с пробелами")]
    [InlineData("xKq8;vTz!w2P")]
    [InlineData(" leading and trailing ")]
    public void A_10_Any_kind_of_characters_will_do(string password) => Assert.Null(Refusal(password));

    [Theory]
    [InlineData("", "password.missing")]
    [InlineData("eleven char", "password.too_short")]
    [InlineData("qwerty123456", "password.common")]
    [InlineData("QWERTY123456", "password.common")]
    [InlineData("Password2027!", "password.common")]
    [InlineData("**dragon**1234", "password.common")]
    [InlineData("dragondragon", "password.common")]
    [InlineData("AdminPortal#1", "password.common")]
    [InlineData("aaaaaaaaaaaaaaaa", "password.common")]
    [InlineData("123123123123123", "password.common")]
    [InlineData("123456789012345", "password.common")]
    [InlineData("qwertyuiopasdf", "password.common")]
    [InlineData("zyxwvutsrqponm", "password.common")]
    [InlineData("my name is Alice, hello", "password.has_user_name")]
    public void A_10_What_is_short_or_guessed_first_is_refused(string password, string code) => Assert.Equal(code, Refusal(password));

    [Theory]
    [InlineData(12, null)]
    [InlineData(64, null)]
    [InlineData(128, null)]
    [InlineData(129, "password.too_long")]
    public void A_10_Long_ones_are_welcome_up_to_128(int length, string? code) =>
        Assert.Equal(code, Refusal(string.Concat(Enumerable.Range(0, length).Select(i => (char)('!' + (i * 37 % 90))))));

    [Fact]
    public void A_password_prints_as_the_name_of_its_type()
    {
        var typed = new TypedPassword("correct horse battery");

        Assert.Equal("TypedPassword", typed.ToString());
        Assert.Equal("NewPassword", NewPassword.Create(typed, "alice").Value.ToString());
    }

    private static string? Refusal(string password) =>
        NewPassword.Create(new TypedPassword(password), "alice").Errors.Select(error => error.Code).SingleOrDefault();
}
