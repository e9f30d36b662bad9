using Microsoft.Extensions.Logging;

namespace AdminPortal.Domain.Storage;

/// <summary>What is left of a change when it is over, a transaction or a context. That it cannot be closed changes nothing about how the change ended.</summary>
internal static partial class LeftOfChange
{
    public static async Task CloseAsync(IAsyncDisposable? left, ILogger logger)
    {
        try
        {
            await (left?.DisposeAsync() ?? ValueTask.CompletedTask);
        }
#pragma warning disable CA1031 // Whatever it is, the fault that counts is the one before it.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            NotClosed(logger, fault);
        }
    }

    [LoggerMessage(44, LogLevel.Warning, "What was left of a change of the store could not be closed; nothing of it is in force that was not committed")]
    private static partial void NotClosed(ILogger logger, Exception fault);
}
