using AdminPortal.Domain;

namespace AdminPortal.Shell.Feedback;

/// <summary>
/// How a page asks its use cases. A fault there (a store that does not answer, a time-out, a full disk) is logged here and told to the person;
/// left to the page's error boundary it would take the form and all that was typed with it.
/// </summary>
public sealed partial class ServerCalls(ILogger<ServerCalls> log)
{
    public const string FailedCode = "server.failed";

    /// <summary>The reference by which the log tells what went wrong; null when nothing did.</summary>
    /// <param name="what">Continues "Failed to": "load the tokens".</param>
    /// <param name="call">The use case, and what its answer does to the page.</param>
    /// <param name="outdated">Cancelled when a later call makes this one's answer worthless: then nothing has gone wrong.</param>
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
#pragma warning disable CA1031 // Whatever went wrong, the page goes on and the person can try again.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            var reference = Reference.New();
            Failed(log, what, reference, fault);
            return reference;
        }
    }

    /// <summary>The same for a change that the person asked for: what to tell them where they asked.</summary>
    public async Task<PortalError?> TryChangeAsync(string what, Func<Task> call) => await TryAsync(what, call) is { } reference
        ? new PortalError(FailedCode, $"The server could not do this. Nothing is lost: try again. Reference: {reference}")
        : null;

    [LoggerMessage(100, LogLevel.Error, "Failed to {What}. Reference: {Reference}")]
    private static partial void Failed(ILogger log, string what, string reference, Exception fault);
}
