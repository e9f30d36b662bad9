using System.Diagnostics;

namespace AdminPortal.Shell.Feedback;

/// <summary>The identifier by which a failure on the screen is found in the log.</summary>
public static class Reference
{
    public static string Of(HttpContext? context) =>
        Activity.Current?.TraceId.ToString() ?? context?.TraceIdentifier ?? New();

    /// <summary>For failures on a circuit, outside any request.</summary>
    public static string New() => ActivityTraceId.CreateRandom().ToString();
}
