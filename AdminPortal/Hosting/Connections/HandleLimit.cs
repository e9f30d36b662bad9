using System.Globalization;

namespace AdminPortal.Hosting.Connections;

/// <summary>How many handles the system grants this process (RLIMIT_NOFILE); the runtime has raised the soft limit to the hard one.</summary>
internal static class HandleLimit
{
    private const string Limits = "/proc/self/limits";
    private const string OpenFiles = "Max open files";

    /// <summary>Unlimited if there is no limit or it cannot be read.</summary>
    public static long Read() => File.Exists(Limits) ? Parse(File.ReadLines(Limits)) : long.MaxValue;

    // Max open files            1024                 524288               files
    internal static long Parse(IEnumerable<string> limits)
    {
        var line = limits.FirstOrDefault(limit => limit.StartsWith(OpenFiles, StringComparison.Ordinal));
        var soft = line?[OpenFiles.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault();
        return long.TryParse(soft, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) ? limit : long.MaxValue;
    }
}
