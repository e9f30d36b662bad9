namespace AdminPortal.Tests.Support;

/// <summary>A process whose clock is wrong (libfaketime). What it says is wrong; time goes on as it does.</summary>
internal static class FakeTime
{
    private const string Library = "LD_PRELOAD";
    private const string Offset = "FAKETIME";
    private const string KeepsMonotonic = "FAKETIME_DONT_FAKE_MONOTONIC";

    /// <summary>The settings of a process whose clock is off by so much, such as <c>+365d</c>.</summary>
    public static IReadOnlyList<(string Key, string Value)> Ahead(string offset) =>
    [
        (Library, Directory.EnumerateFiles("/usr/lib", "libfaketimeMT.so.1", SearchOption.AllDirectories).First()), (Offset, offset), (KeepsMonotonic, "1"),
    ];
}
