using System.Diagnostics;

namespace AdminPortal.Shell.Feedback;

/// <summary>The identifier by which a failure on screen is found again in the log.</summary>
public static class Reference
{
    public static string Of(HttpContext? context) =>
        Activity.Current?.TraceId.ToString() ?? context?.TraceIdentifier ?? New();

    /// <summary>For what happens on a circuit, outside of any request.</summary>
    public static string New() => ActivityTraceId.CreateRandom().ToString();
}
