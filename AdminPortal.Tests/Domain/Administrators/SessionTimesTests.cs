using AdminPortal.Domain.Administrators.Rules.Sessions;
using AdminPortal.Domain.Permissions.Rules;

namespace AdminPortal.Tests.Domain.Administrators;

public sealed class SessionTimesTests
{
    private const string Valid = "1800028800000 1800000060000 1800000000000";

    private static readonly DateTimeOffset Start = DateTimeOffset.FromUnixTimeMilliseconds(1_800_000_000_000);

    [Fact]
    public void What_was_written_reads_back_as_it_was()
    {
        var times = SessionTimes.Read(Valid);

        Assert.Equal(new SessionTimes(Start.AddHours(8), Start.AddMinutes(1), Start), times);
        Assert.Equal(Valid, times!.Write());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("1800028800000")]
    [InlineData("1800028800000 1800000060000")]
    [InlineData(Valid + " 1")]
    [InlineData(Valid + " ")]
    [InlineData(" " + Valid)]
    [InlineData("1800028800000  1800000060000 1800000000000")]
    [InlineData("01800028800000 1800000060000 1800000000000")]
    [InlineData("+1800028800000 1800000060000 1800000000000")]
    [InlineData("1800028800000 -1 1800000000000")]
    [InlineData("1800028800000 x 1800000000000")]
    [InlineData("1800028800000 1800000060000 9223372036854775807")]
    [InlineData("1800028800000 253402300799999 1800000000000")]
    public void Anything_else_is_no_record(string? text) => Assert.Null(SessionTimes.Read(text));

    [Theory]
    [InlineData(0, 0, true)]
    [InlineData(0, 3599, true)]
    [InlineData(0, 3600, false)]
    [InlineData(27000, 28799, true)]
    [InlineData(27000, 28800, false)]
    [InlineData(28799, 28800, false)]
    public void It_lasts_an_hour_from_the_last_activity_and_eight_from_the_start(int seenAfter, int askedAfter, bool lasts)
    {
        var times = SessionTimes.Begin(Start) with { SeenAt = Start.AddSeconds(seenAfter) };

        Assert.Equal(lasts, times.Last(Start.AddSeconds(askedAfter)));
    }

    [Theory]
    [InlineData(5, true)]
    [InlineData(10, true)]
    [InlineData(11, false)]
    [InlineData(365 * 24 * 60, false)]
    public void One_that_a_clock_wrote_which_was_ahead_does_not_outlast_its_limits(int minutesAhead, bool lasts) =>
        Assert.Equal(lasts, SessionTimes.Begin(Start.AddMinutes(minutesAhead)).Last(Start));

    [Fact]
    public void Activity_after_the_clock_was_set_back_counts_from_now() =>
        Assert.Equal(Start, SessionTimes.Begin(Start.AddMinutes(5)).Seen(Start).SeenAt);

    [Theory]
    [InlineData(60, true)]
    [InlineData(61, false)]
    [InlineData(-10, true)]
    [InlineData(-11, false)]
    public void A_proof_is_fresh_for_an_hour_and_never_one_that_lies_ahead(int minutesAgo, bool isFresh) =>
        Assert.Equal(isFresh, new Actor.SignedIn("1", "alice", null) { ProvedAt = Start.AddMinutes(-minutesAgo) }.HasFreshProof(Start));
}
