using System.Runtime.InteropServices;
using System.Text;
using AdminPortal.Domain.Storage.Starting;
using Microsoft.Win32.SafeHandles;

namespace AdminPortal.Domain.Storage.Protection;

/// <summary>A small file that is written atomically: whole or not at all, even if the process is killed or the power fails.</summary>
internal static class DurableFile
{
    private const int ReadOnly = 0;

    /// <summary>Readable by its owner only. Replaces any existing file.</summary>
    public static void Write(string file, ReadOnlySpan<byte> content)
    {
        var aside = $"{file}.new";
        using (var stream = new FileStream(aside, OwnerOnly.Opened(FileMode.Create)))
        {
            stream.Write(content);
            stream.Flush(flushToDisk: true);
        }

        OwnerOnly.Close(aside);
        File.Move(aside, file, overwrite: true);
        FlushDirectory(Path.GetDirectoryName(file)!);
    }

    // The new name is durable only once its directory is synced. .NET cannot open directories, so the operating system is called.
    private static void FlushDirectory(string path)
    {
        using var directory = Open(Encoding.UTF8.GetBytes($"{path}\0"), ReadOnly);
        if (directory.IsInvalid)
        {
            throw new IOException($"{path} cannot be opened: {Marshal.GetLastPInvokeErrorMessage()}");
        }

        RandomAccess.FlushToDisk(directory);
    }

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    private static extern SafeFileHandle Open(byte[] path, int flags);
}
