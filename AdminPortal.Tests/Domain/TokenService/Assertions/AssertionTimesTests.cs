using AdminPortal.Domain.TokenService.Rules.Assertions;
using static AdminPortal.Tests.Domain.TokenService.Assertions.TestAssertion;

namespace AdminPortal.Tests.Domain.TokenService.Assertions;

public sealed class AssertionTimesTests
{
    private const int Minute = 60;
    private const int Week = 7 * 24 * 60 * Minute;

    [Theory]
    [InlineData(-60, null)]
    [InlineData(-61, "exp was 61 s ago")]
    [InlineData(-Week, "exp was 604800 s ago")]
    [InlineData(0, null)]
    [InlineData(10 * Minute, null)]
    [InlineData(11 * Minute, null)]
    [InlineData((11 * Minute) + 1, "exp is 661 s ahead; at most 660 s are accepted")]
    [InlineData(61 * Minute, "exp is 3660 s ahead; at most 660 s are accepted")]
    [InlineData(10 * 365 * 24 * 60 * Minute, "exp is 315360000 s ahead; at most 660 s are accepted")]
    public void An_assertion_expires_and_soon(int seconds, string? reason) => Judged("exp", seconds, reason);

    [Fact]
    public void An_expiry_is_required() => Deny("exp is missing", Valid.Without("exp").Write());

    [Theory]
    [InlineData(8, null)]
    [InlineData(60, null)]
    [InlineData(61, "iat is 61 s ahead of this server's clock")]
    [InlineData(-11 * Minute, null)]
    [InlineData((-11 * Minute) - 1, "iat was 661 s ago; at most 660 s are accepted")]
    [InlineData(-Week, "iat was 604800 s ago; at most 660 s are accepted")]
    public void An_assertion_was_issued_lately(int seconds, string? reason) => Judged("iat", seconds, reason);

    [Theory]
    [InlineData(8, null)]
    [InlineData(60, null)]
    [InlineData(61, "nbf is 61 s ahead of this server's clock")]
    [InlineData(-Week, null)]
    public void An_assertion_that_does_not_hold_yet_is_refused(int seconds, string? reason) => Judged("nbf", seconds, reason);

    [Fact]
    public void When_it_was_issued_may_be_left_out() => Allow(Valid.Without("iat", "nbf").Write());

    [Fact]
    public void The_longest_life_is_a_setting()
    {
        var hour = ClientAssertionOptions.Default with { MaxLifetime = TimeSpan.FromHours(1) };

        Allow(Valid.With("exp", After(61 * Minute)).With("iat", After(-61 * Minute)).Write(), hour);
        Deny("exp is 3661 s ahead; at most 3660 s are accepted", Valid.With("exp", After((61 * Minute) + 1)).Write(), hour);
    }

    [Theory]
    [InlineData(".0")]
    [InlineData(".75")]
    [InlineData("e0")]
    public void A_date_may_have_a_fraction(string suffix) => Allow(Valid.With("exp", After(300) + suffix).Write());

    [Theory]
    [InlineData("1e300")]
    [InlineData("1e400")]
    [InlineData("-1")]
    [InlineData("-1e300")]
    [InlineData("253402300800")]
    [InlineData("99999999999999999999999999999999999999")]
    [InlineData("9223372036854775807")]
    public void A_date_that_no_calendar_has_is_refused(string number) => Assert.All(
        ["exp", "iat", "nbf"],
        claim => Deny($"{claim} is not a time between the years 1970 and 9999", Valid.With(claim, number).Write()));

    [Theory]
    [InlineData("\"1800005700\"")]
    [InlineData("null")]
    [InlineData("true")]
    [InlineData("[1800005700]")]
    [InlineData("{}")]
    public void A_date_is_a_number(string json) =>
        Assert.All(["exp", "iat", "nbf"], claim => Deny($"{claim} is not a number", Valid.With(claim, json).Write()));

    [Fact]
    public void The_last_second_of_all_overflows_nothing() =>
        Deny(
            "exp is 251602295100 s ahead; at most 660 s are accepted"
                .Replace("251602295100", $"{253402300799 - Now.ToUnixTimeSeconds()}", StringComparison.Ordinal),
            Valid.With("exp", "253402300799").Write());

    [Fact]
    public void A_used_jti_is_remembered_ten_minutes_longer_than_any_clock_would_take_it()
    {
        var verified = Allow(Valid.Write());

        Assert.Equal((Subject, "2f1e7a", Now.AddSeconds(300)), (verified.ClientId, verified.JwtId, verified.ExpiresAt));
        Assert.Equal(Now.AddSeconds(300 + 60 + 600), verified.RememberUntil);
    }

    private static void Judged(string claim, int seconds, string? reason)
    {
        var assertion = Valid.With(claim, After(seconds)).Write();
        if (reason is null)
        {
            Allow(assertion);
        }
        else
        {
            Deny(reason, assertion);
        }
    }
}
