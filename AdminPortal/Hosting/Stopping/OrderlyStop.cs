using AdminPortal.Hosting.Connections;

namespace AdminPortal.Hosting.Stopping;

// This room owns the shutdown of the program. It protects what was acknowledged and what still has to be written from open connections:
// containers wait ten seconds for it, and no remote party decides how long it takes.

/// <summary>
/// The deadlines of a shutdown: requests get a while to finish, then every connection is cut, whatever it waits for; the services behind
/// them, which write what is left, stop after the last connection.
/// </summary>
internal sealed partial class OrderlyStop(IHostApplicationLifetime lifetime, BoundedListeners listeners, TimeProvider clock, ILogger<OrderlyStop> logger)
{
    /// <summary>Longer than any request takes that does not wait for its own caller.</summary>
    public static readonly TimeSpan RequestsEndWithin = TimeSpan.FromSeconds(3);

    /// <summary>The time the host grants all of its services, including the listeners.</summary>
    public static readonly TimeSpan ServicesEndWithin = TimeSpan.FromSeconds(6);

    private static readonly TimeSpan ProgramEndsWithin = TimeSpan.FromSeconds(9);

    /// <summary>Cuts the remaining connections once the requests' time is over.</summary>
    public void CutConnectionsInTime() =>
        lifetime.ApplicationStopping.Register(() => _ = AfterAsync(RequestsEndWithin, listeners.AbortAll));

    /// <summary>For a disk that does not respond: the rest is abandoned, and the log says so.</summary>
    public void EndProgramInTime() => lifetime.ApplicationStopping.Register(() => _ = AfterAsync(ProgramEndsWithin, () =>
    {
        StopTakesTooLong(logger, ProgramEndsWithin.TotalSeconds);
        Environment.Exit(ExitCodes.Ok);
    }));

    private async Task AfterAsync(TimeSpan time, Action act)
    {
        await Task.Delay(time, clock);
        act();
    }

    [LoggerMessage(7, LogLevel.Warning,
        "The shutdown did not finish within {Seconds} s and is cut short: recent failures and times of last use may be missing; "
        + "every token handed out is on record")]
    private static partial void StopTakesTooLong(ILogger logger, double seconds);
}
