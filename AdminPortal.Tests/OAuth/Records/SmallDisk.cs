using System.Diagnostics;
using AdminPortal.Tests.Support;

namespace AdminPortal.Tests.OAuth.Records;

/// <summary>A disk of a few megabytes that a test can fill: a tmpfs of its own, by root or by sudo.</summary>
internal sealed class SmallDisk : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();

    public string FullPath => _folder.FullPath;

    private string Filler => Path.Combine(FullPath, "filler");

    public static async Task<SmallDisk> MountAsync(int megabytes)
    {
        var disk = new SmallDisk();
        await RunAsync("mount", "-t", "tmpfs", "-o", $"size={megabytes}m,mode=0777", "tmpfs", disk.FullPath);
        return disk;
    }

    /// <summary>Takes all the room that is left, or all but so much.</summary>
    public void Fill(int leavingKilobytes = 0)
    {
        using var filler = File.Create(Filler, bufferSize: 0);
        var block = new byte[4096];
        try
        {
            while (true)
            {
                filler.Write(block);
            }
        }
        catch (IOException)
        {
            // That was the last of it.
        }

        filler.SetLength(Math.Max(0, filler.Length - (leavingKilobytes * 1024)));
    }

    public void MakeRoom() => File.Delete(Filler);

    public async ValueTask DisposeAsync()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        await RunAsync("umount", "--lazy", FullPath);
        _folder.Dispose();
    }

    private static async Task RunAsync(params string[] command)
    {
        var isRoot = Environment.UserName == "root";
        using var process = Process.Start(isRoot ? new ProcessStartInfo(command[0], command[1..]) : new ProcessStartInfo("sudo", command))!;
        await process.WaitForExitAsync(CancellationToken.None);
        Assert.True(process.ExitCode == 0, $"{string.Join(' ', command)} ended with {process.ExitCode}.");
    }
}
