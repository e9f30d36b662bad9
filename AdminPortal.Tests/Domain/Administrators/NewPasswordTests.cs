using AdminPortal.Domain.Administrators.Rules.Passwords;

namespace AdminPortal.Tests.Domain.Administrators;

public sealed class NewPasswordTests
{
    [Theory]
    [InlineData("correct horse battery")]
    [InlineData("plum-window-otter")]
    [InlineData("пароль с пробелами")]
    [InlineData("xKq8;vTz!w2P")]
    [InlineData(" leading and trailing ")]
    public void Any_kind_of_characters_will_do(string password) => Assert.Null(Refusal(password));

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
    public void What_is_short_or_guessed_first_is_refused(string password, string code) => Assert.Equal(code, Refusal(password));

    [Theory]
    [InlineData("P@ssw0rd1234")]
    [InlineData("p4$$w0rd!!!!")]
    [InlineData("$unshine2027")]
    [InlineData("\uff50\uff41\uff53\uff53\uff57\uff4f\uff52\uff44\uff11\uff12\uff13\uff14")]
    [InlineData("p\u00e4ssw\u00f6rd2027")]
    [InlineData("pa\u00dfword2027!")]
    [InlineData("pass\u200bword\u00ad2027")]
    [InlineData("p.a.s.s.w.o.r.d")]
    [InlineData("dr4g0n-DR4G0N")]
    [InlineData("\uff11\uff12\uff13\uff14\uff15\uff16\uff17\uff18\uff19\uff10\uff11\uff12")]
    [InlineData("q\u200bwertyuiop\u200basdf")]
    [InlineData("4dm1nP0rt4l#1")]
    public void A_common_password_in_other_clothes_is_refused(string password) => Assert.Equal("password.common", Refusal(password));

    [Theory]
    [InlineData("hello \uff21\uff4c\uff49\uff43\uff45 there")]
    [InlineData("hello Al\u200bice there")]
    public void The_user_name_in_other_clothes_is_refused(string password) => Assert.Equal("password.has_user_name", Refusal(password));

    [Fact]
    public void Half_a_character_is_no_fault() => Assert.Null(Refusal("plum-window-otter\ud800"));

    [Theory]
    [InlineData(12, null)]
    [InlineData(64, null)]
    [InlineData(128, null)]
    [InlineData(129, "password.too_long")]
    public void Long_ones_are_welcome_up_to_128(int length, string? code) =>
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
