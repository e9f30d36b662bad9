using AdminPortal.Domain.TokenFailures.Rules;
using AdminPortal.Domain.TokenService.Rules;
using AdminPortal.OAuth;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace AdminPortal.Tests.OAuth;

/// <summary>How many lines of the log a caller can make.</summary>
public sealed class RefusalLogTests : IDisposable
{
    private const string Home = "192.0.2.7";

    private readonly FakeTimeProvider _clock = new();
    private readonly LogLines _lines = new();
    private readonly ILoggerFactory _loggers;
    private readonly RefusalLog _log;

    public RefusalLogTests()
    {
        _loggers = LoggerFactory.Create(logging => logging.AddProvider(_lines));
        _log = new(new RefusalLogBounds(LinesPerCaller: 3, LinesInAll: 10), _clock, _loggers.CreateLogger<RefusalLog>());
    }

    public void Dispose()
    {
        _log.Dispose();
        _loggers.Dispose();
    }

    [Fact]
    public void A_refusal_has_a_line_that_says_whether_the_client_is_proved()
    {
        Refuse("a1b2c3d4e5f6g");
        Refuse("a1b2c3d4e5f6g", isProved: true);

        Assert.Matches(
            "^Refused \\(invalid_client\\), reference [2-9A-Z]{8}: client a1b2c3d4e5f6g \\(unverified\\) from 192.0.2.7: wrong secret$",
            _lines.Lines.First());
        Assert.Contains(": client a1b2c3d4e5f6g from 192.0.2.7: ", _lines.Lines.Last(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_throttled_is_told_once_a_minute_with_a_count()
    {
        for (var attempt = 0; attempt < 1000; attempt++)
        {
            Refuse("a1b2c3d4e5f6g", TokenErrorCode.TooManyFailures);
        }

        Assert.Empty(_lines.Lines);
        _clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal("Refused 1000 more within a minute, without a line for each: client a1b2c3d4e5f6g from 192.0.2.7", Assert.Single(_lines.Lines));
        _clock.Advance(TimeSpan.FromHours(1));
        Assert.Single(_lines.Lines);
        Refuse("a1b2c3d4e5f6g", TokenErrorCode.TooManyFailures);
        _clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(2, _lines.Lines.Count);
    }

    [Fact]
    public void A_new_name_for_each_request_makes_no_more_lines_and_a_client_that_proved_itself_keeps_its_own()
    {
        for (var attempt = 0; attempt < 1000; attempt++)
        {
            Refuse($"made-up-{attempt}");
        }

        Assert.Equal(3, _lines.Lines.Count);
        Refuse("a1b2c3d4e5f6g", isProved: true);
        Assert.Equal(4, _lines.Lines.Count);
        _clock.Advance(TimeSpan.FromMinutes(1));
        Assert.InRange(_lines.Lines.Count, 5, 4 + 21);
        Assert.Contains(_lines.Lines, line => line.Contains("client (others) from (others)", StringComparison.Ordinal));
        Refuse("made-up");
        Assert.Contains("client made-up", _lines.Lines.Last(), StringComparison.Ordinal);
    }

    [Fact]
    public void Many_callers_at_once_share_so_many_lines()
    {
        for (var attempt = 0; attempt < 1000; attempt++)
        {
            Refuse("a1b2c3d4e5f6g", source: $"198.51.{attempt / 250}.{attempt % 250}");
        }

        Assert.Equal(10, _lines.Lines.Count);
    }

    [Fact]
    public void What_was_counted_is_told_at_the_latest_when_the_program_stops()
    {
        Refuse("a1b2c3d4e5f6g", TokenErrorCode.TooManyFailures);

        _log.Dispose();

        Assert.StartsWith("Refused 1 more", Assert.Single(_lines.Lines), StringComparison.Ordinal);
    }

    private void Refuse(string clientId, TokenErrorCode code = TokenErrorCode.InvalidClient, bool isProved = false, string source = Home) => _log.Note(
        FailureReference.Generate(), "invalid_client", new TokenError(code, "wrong secret") { ClientId = clientId, IsProved = isProved }, source);
}
