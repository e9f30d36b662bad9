using AdminPortal.Shell.Time;
using Bunit;

namespace AdminPortal.Tests.Shell;

public sealed class TimeTests : ShellTest
{
    private static readonly ReaderTimeZone Berlin = ReaderTimeZone.From(new BrowserZone("Europe/Berlin", [new(60, "CET"), new(120, "CEST")]));

    [Theory]
    [InlineData("2027-03-03T13:05:00Z", "3 Mar 2027, 14:05 CET")]
    [InlineData("2027-07-03T12:05:00Z", "3 Jul 2027, 14:05 CEST")]
    public void An_exact_instant_carries_the_readers_zone_as_it_is_called_then(string instant, string text) =>
        Assert.Equal(text, Berlin.Exact(Utc(instant)));

    [Fact]
    public void A_zone_nobody_knows_reads_as_UTC() =>
        Assert.Equal("3 Mar 2027, 13:05 UTC", ReaderTimeZone.From(new BrowserZone("Mars/Olympus", [])).Exact(Utc("2027-03-03T13:05:00Z")));

    [Fact]
    public void An_offset_without_a_name_is_shown_as_the_offset() =>
        Assert.Equal("3 Mar 2027, 18:35 UTC+05:30", ReaderTimeZone.From(new BrowserZone("Asia/Kolkata", [])).Exact(Utc("2027-03-03T13:05:00Z")));

    [Theory]
    [InlineData("2027-03-01T11:59:30Z", "just now")]
    [InlineData("2027-03-01T11:56:00Z", "4 minutes ago")]
    [InlineData("2027-03-01T11:00:00Z", "1 hour ago")]
    [InlineData("2027-03-04T12:00:00Z", "in 3 days")]
    [InlineData("2027-02-22T12:00:01Z", "6 days ago")]
    [InlineData("2027-02-22T12:00:00Z", "22 Feb 2027")]
    [InlineData("2026-01-09T12:00:00Z", "9 Jan 2026")]
    public void An_instant_is_relative_for_less_than_seven_days_and_else_a_date(string instant, string text) =>
        Assert.Equal(text, Show(instant, exact: false).TextContent);

    [Fact]
    public void An_expiry_is_exact_and_every_instant_tells_local_time_and_UTC()
    {
        var time = Show("2027-03-03T13:05:00Z", exact: true);
        Assert.Equal("3 Mar 2027, 14:05 CET", time.TextContent);
        Assert.Equal("2027-03-03T13:05:00Z", time.GetAttribute("datetime"));
        Assert.Equal("3 Mar 2027, 14:05 CET · 2027-03-03T13:05:00Z", time.GetAttribute("title"));
    }

    private static DateTimeOffset Utc(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private AngleSharp.Dom.IElement Show(string instant, bool exact) => Render<Instant>(p => p
        .Add(i => i.Value, Utc(instant))
        .Add(i => i.Exact, exact)
        .AddCascadingValue(Berlin)).Find("time");
}
