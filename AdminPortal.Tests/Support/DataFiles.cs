namespace AdminPortal.Tests.Support;

/// <summary>
/// Whatever a data directory holds, for tests that look for what must not be there. An empty file says nothing, and the portal's lock can
/// be opened by nobody else.
/// </summary>
internal static class DataFiles
{
    public static IReadOnlyList<string> In(string directory) =>
        [.. Directory.EnumerateFiles(directory, "*", SearchOption.AllDirectories).Where(file => new FileInfo(file).Length > 0)];
}
