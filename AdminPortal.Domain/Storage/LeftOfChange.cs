using Microsoft.Extensions.Logging;

namespace AdminPortal.Domain.Storage;

/// <summary>
/// Cleans up after a change: its transaction or context. A failure to close it does not affect the outcome of the change.
/// </summary>
internal static partial class LeftOfChange
{
    public static async Task CloseAsync(IAsyncDisposable? left, ILogger logger)
    {
        try
        {
            await (left?.DisposeAsync() ?? ValueTask.CompletedTask);
        }
#pragma warning disable CA1031 // Whatever it is, only the fault before it matters.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            NotClosed(logger, fault);
        }
    }

    [LoggerMessage(44, LogLevel.Warning, "The transaction or context of a store change could not be closed; nothing that was not committed is in force")]
    private static partial void NotClosed(ILogger logger, Exception fault);
}
