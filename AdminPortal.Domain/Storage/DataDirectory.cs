using AdminPortal.Domain.Storage.Starting;

namespace AdminPortal.Domain.Storage;

/// <summary>The one folder the product writes to: absolute, existing, and open to its owner alone, or to those it was lent to.</summary>
public sealed record DataDirectory
{
    private DataDirectory(string path) => FullPath = path;

    public string FullPath { get; }

    public string DatabaseFile => Path.Combine(FullPath, "portal.db");

    public string ProtectionKeyFile => Path.Combine(FullPath, "protection.key");

    /// <summary>Makes the folder where it is missing and closes it to everyone but its owner.</summary>
    /// <exception cref="IOException">The folder cannot be made, or belongs to something else.</exception>
    /// <exception cref="UnauthorizedAccessException">The process may not make or close it.</exception>
    public static DataDirectory Open(string path)
    {
        if (!Path.IsPathFullyQualified(path))
        {
            throw new ArgumentException("A data directory is named by its absolute path.", nameof(path));
        }

        Directory.CreateDirectory(path, OwnerOnly.Directory);
        var directory = new DataDirectory(Path.TrimEndingDirectorySeparator(path));
        if ((File.GetUnixFileMode(path) & ~OwnerOnly.Directory) != UnixFileMode.None)
        {
            directory.Close();
        }

        return directory;
    }

    public override string ToString() => FullPath;

    // A slip of the pen such as "/tmp" must not lock a whole system out of one of its folders.
    private void Close()
    {
        var used = new[] { DatabaseFile, ProtectionKeyFile, Path.Combine(FullPath, DirectoryLock.FileName) }.Any(File.Exists);
        if (!used && Directory.EnumerateFileSystemEntries(FullPath).Any(entry => Path.GetFileName(entry) is not "lost+found"))
        {
            throw new IOException($"{FullPath} is open to other users and already holds other files; name a folder of its own");
        }

        try
        {
            File.SetUnixFileMode(FullPath, OwnerOnly.Directory);
        }
        catch (UnauthorizedAccessException fault)
        {
            AcceptAsLent(fault);
        }
    }

    // A volume that Kubernetes mounts belongs to root, and the group of the pod may write to it (fsGroup). The files in it are closed by
    // themselves; what must not be is that any user can put others in their place.
    private void AcceptAsLent(UnauthorizedAccessException fault)
    {
        if (File.GetUnixFileMode(FullPath).HasFlag(UnixFileMode.OtherWrite))
        {
            throw new IOException(
                $"{FullPath} is open to every user and belongs to another one than this process; name a folder below it, such as {FullPath}/portal, "
                + "which is then made for this process alone",
                fault);
        }
    }
}
