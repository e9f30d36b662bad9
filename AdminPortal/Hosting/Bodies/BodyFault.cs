using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;

namespace AdminPortal.Hosting.Bodies;

// This room owns the handling of request bodies that cannot be read. It protects the log, where a caller's mistake must not look like a
// fault of the program. It must never hide a fault that is the program's own.

/// <summary>The caller disconnected before the request was complete: there is nobody to answer, and nothing is wrong.</summary>
internal sealed class CallerGoneException(Exception fault, CancellationToken aborted) : OperationCanceledException("The caller is gone.", fault, aborted);

/// <summary>
/// Classifies a failure to read a body to its end. Kestrel throws several exceptions (a chunk too large to count, a reset, a time-out),
/// only some of which are its own refusals; none of them is a fault of this program.
/// </summary>
internal static class BodyFault
{
    private static readonly TimeSpan NewsOfAHangUp = TimeSpan.FromMilliseconds(100);

    public static bool IsOne(Exception fault) => fault is IOException or OperationCanceledException;

    /// <summary>The fault as one of two: the body is malformed, or the caller is gone.</summary>
    /// <returns>A <see cref="BadHttpRequestException"/> or a <see cref="CallerGoneException"/>.</returns>
    public static async ValueTask<Exception> ExplainAsync(HttpContext context, Exception fault)
    {
        // Where the body ends is unknown, so the next request on this connection could not be found.
        context.Features.Get<IConnectionLifetimeNotificationFeature>()?.RequestClose();
        if (fault is ConnectionResetException or OperationCanceledException || await HasHungUpAsync(context, fault))
        {
            context.Abort();
            return new CallerGoneException(fault, context.RequestAborted);
        }

        return fault as BadHttpRequestException ?? new BadHttpRequestException("The body is not well-formed HTTP.", fault);
    }

    // Kestrel throws the same exception for a disconnect and for a body that breaks off, and cancels the request's token a moment later.
    private static async ValueTask<bool> HasHungUpAsync(HttpContext context, Exception fault)
    {
        if (fault is BadHttpRequestException { StatusCode: StatusCodes.Status400BadRequest })
        {
            await Task.Delay(NewsOfAHangUp, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return context.RequestAborted.IsCancellationRequested;
    }
}
