using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace AdminPortal.Shell.Feedback;

/// <summary>Keeps the frame alive when a page fails, and gives log and screen the same reference.</summary>
public sealed partial class PageErrorBoundary : ErrorBoundary
{
    public string? Reference { get; private set; }

    [Inject]
    private ILogger<PageErrorBoundary> Logger { get; set; } = default!;

    protected override Task OnErrorAsync(Exception exception)
    {
        Reference = Feedback.Reference.New();
        LogFailure(Logger, exception, Reference);
        return Task.CompletedTask;
    }

    [LoggerMessage(101, LogLevel.Error, "A page failed (reference {Reference})")]
    private static partial void LogFailure(ILogger logger, Exception exception, string reference);
}
