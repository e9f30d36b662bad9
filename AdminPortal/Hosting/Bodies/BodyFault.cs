using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;

namespace AdminPortal.Hosting.Bodies;

// This room owns what becomes of a body that cannot be read. It protects the log, where a caller's slip must not stand as a fault of the
// program. It must never hide a fault that is the program's own.

/// <summary>The caller left before the request was there: nobody is to be told, and nothing is wrong.</summary>
internal sealed class CallerGoneException(Exception fault, CancellationToken aborted) : OperationCanceledException("The caller is gone.", fault, aborted);

/// <summary>
/// What to make of a body that cannot be read to its end. Kestrel throws several things (a chunk too large to count, a reset, a time-out), of
/// which only some are its own refusals; none of them is a fault of this program.
/// </summary>
internal static class BodyFault
{
    private static readonly TimeSpan NewsOfAHangUp = TimeSpan.FromMilliseconds(100);

    public static bool IsOne(Exception fault) => fault is IOException or OperationCanceledException;

    /// <summary>The same fault as one of two: the body is malformed, or nobody is left to be told.</summary>
    /// <returns>A <see cref="BadHttpRequestException"/> or a <see cref="CallerGoneException"/>.</returns>
    public static async ValueTask<Exception> ExplainAsync(HttpContext context, Exception fault)
    {
        // Where the body ends is not known, so there is no next request behind it to look for.
        context.Features.Get<IConnectionLifetimeNotificationFeature>()?.RequestClose();
        if (fault is ConnectionResetException or OperationCanceledException || await HasHungUpAsync(context, fault))
        {
            context.Abort();
            return new CallerGoneException(fault, context.RequestAborted);
        }

        return fault as BadHttpRequestException ?? new BadHttpRequestException("The body is not well-formed HTTP.", fault);
    }

    // Kestrel tells a hang-up and a body that breaks off by one exception, and cancels the request's token a moment later.
    private static async ValueTask<bool> HasHungUpAsync(HttpContext context, Exception fault)
    {
        if (fault is BadHttpRequestException { StatusCode: StatusCodes.Status400BadRequest })
        {
            await Task.Delay(NewsOfAHangUp, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return context.RequestAborted.IsCancellationRequested;
    }
}
