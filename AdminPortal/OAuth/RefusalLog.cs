using AdminPortal.Domain;
using AdminPortal.Domain.TokenFailures.Rules;
using AdminPortal.Domain.TokenService.Rules;

namespace AdminPortal.OAuth;

/// <summary>How many refusals a minute are logged on their own lines.</summary>
internal sealed record RefusalLogBounds(int LinesPerCaller, int LinesInAll)
{
    public static RefusalLogBounds Default { get; } = new(60, 600);
}

/// <summary>
/// Logs each refusal on its own line, up to a rate limit. What is throttled, and what one caller or all of them together send beyond so
/// many lines a minute, is summarised once a minute with a number: no caller can fill the disk. A client that proved its identity has its
/// own quota of lines, which no stranger can use up.
/// </summary>
internal sealed partial class RefusalLog : IDisposable
{
    private const string Everybody = "";

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly RefusalTally _unlogged = new();
    private readonly FailureThrottle _callers;
    private readonly FailureThrottle _all;
    private readonly ILogger<RefusalLog> _logger;
    private readonly ITimer _minute;

    public RefusalLog(RefusalLogBounds bounds, TimeProvider clock, ILogger<RefusalLog> logger)
    {
        _callers = new(bounds.LinesPerCaller, Window, clock);
        _all = new(bounds.LinesInAll, Window, clock);
        _logger = logger;
        _minute = clock.CreateTimer(_ => TellUnlogged(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public void Note(FailureReference reference, string code, TokenError error, string? source)
    {
        if (error.Code != TokenErrorCode.TooManyFailures && HasALine(error, source))
        {
            RequestRefused(
                _logger,
                code,
                reference.Value,
                LogText.OfClientId(error.ClientId),
                error.IsProved ? "" : " (unverified)",
                LogText.Of(source),
                LogText.Of(error.Reason));
        }
        else if (_unlogged.Count(LogText.OfClientId(error.ClientId), LogText.Of(source)))
        {
            _minute.Change(Window, Timeout.InfiniteTimeSpan);
        }
    }

    public void Dispose()
    {
        _minute.Dispose();
        TellUnlogged();
    }

    private bool HasALine(TokenError error, string? source)
    {
        var caller = error.IsProved ? _callers.RecordFailure(error.ClientId ?? "", null) : _callers.RecordFailure(Everybody, source);
        return !caller.IsThrottled && !_all.RecordFailure(error.IsProved ? nameof(error.IsProved) : Everybody, null).IsThrottled;
    }

    private void TellUnlogged()
    {
        foreach (var (clientId, source, count) in _unlogged.TakeAll())
        {
            RequestsWereRefused(_logger, count, clientId, source);
        }
    }

    [LoggerMessage(21, LogLevel.Warning, "Refused ({Code}), reference {Reference}: client {ClientId}{Proof} from {SourceAddress}: {Reason}")]
    private static partial void RequestRefused(
        ILogger logger, string code, string reference, string clientId, string proof, string sourceAddress, string reason);

    [LoggerMessage(22, LogLevel.Warning, "Refused {Count} more within a minute, without a line for each: client {ClientId} from {SourceAddress}")]
    private static partial void RequestsWereRefused(ILogger logger, int count, string clientId, string sourceAddress);
}
