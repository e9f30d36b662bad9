using AdminPortal.Domain;

namespace AdminPortal.Shell.Feedback;

/// <summary>
/// How a page calls its use cases. A fault there (a store that does not answer, a time-out, a full disk) is logged here and shown to the
/// person; left to the page's error boundary, it would destroy the form with everything typed in it.
/// </summary>
public sealed partial class ServerCalls(ILogger<ServerCalls> log)
{
    public const string FailedCode = "server.failed";

    /// <summary>Returns the reference under which the fault is logged; null when there was none.</summary>
    /// <param name="what">Continues "Failed to": "load the tokens".</param>
    /// <param name="call">The use case, and the effect of its answer on the page.</param>
    /// <param name="outdated">Cancelled when a later call makes this one's answer stale: that is not a fault.</param>
    public async Task<string?> TryAsync(string what, Func<Task> call, CancellationToken outdated = default)
    {
        try
        {
            await call();
            return null;
        }
        catch (OperationCanceledException) when (outdated.IsCancellationRequested)
        {
            return null;
        }
#pragma warning disable CA1031 // Whatever went wrong, the page continues and the person can try again.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            var reference = Reference.New();
            Failed(log, what, reference, fault);
            return reference;
        }
    }

    /// <summary>The same for a change that the person requested: returns the error to show where they requested it.</summary>
    public async Task<PortalError?> TryChangeAsync(string what, Func<Task> call) => await TryAsync(what, call) is { } reference
        ? new PortalError(FailedCode, $"The server could not do this. Nothing is lost: try again. Reference: {reference}")
        : null;

    [LoggerMessage(100, LogLevel.Error, "Failed to {What}. Reference: {Reference}")]
    private static partial void Failed(ILogger log, string what, string reference, Exception fault);
}
