using AdminPortal.Domain.Administrators.Sessions;

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
    public void A_13_It_lasts_an_hour_from_the_last_activity_and_eight_from_the_start(int seenAfter, int askedAfter, bool lasts)
    {
        var times = SessionTimes.Begin(Start) with { SeenAt = Start.AddSeconds(seenAfter) };

        Assert.Equal(lasts, times.Last(Start.AddSeconds(askedAfter)));
    }
}
