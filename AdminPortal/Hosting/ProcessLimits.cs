using System.Globalization;

namespace AdminPortal.Hosting;

/// <summary>What the system lets this process take. The runtime has raised the number of open files as far as it may.</summary>
internal sealed record ProcessLimits(long OpenFiles, long MemoryBytes)
{
    /// <summary>Below this, the connections of a handful of programs and the store's own files leave little for anybody else.</summary>
    public const int FewOpenFiles = 1024;

    private const string LimitsFile = "/proc/self/limits";
    private const string OpenFilesRow = "Max open files";

    /// <summary>What an idle portal and its first pages take, and as much again under load (300 MB), of which the runtime uses three quarters.</summary>
    public const long LittleMemory = 300L * 1024 * 1024 * 3 / 4;

    public static ProcessLimits Read() => new(
        File.Exists(LimitsFile) ? OpenFilesIn(File.ReadLines(LimitsFile)) : long.MaxValue,
        GC.GetGCMemoryInfo().TotalAvailableMemoryBytes);

    // "Max open files            1024                 524288               files"; "unlimited" is no number.
    internal static long OpenFilesIn(IEnumerable<string> limits) =>
        limits.FirstOrDefault(row => row.StartsWith(OpenFilesRow, StringComparison.Ordinal)) is { } row
        && row[OpenFilesRow.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var soft, ..]
        && long.TryParse(soft, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : long.MaxValue;
}
