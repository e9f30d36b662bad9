using AdminPortal.Domain.Storage.Starting;

namespace AdminPortal.Domain.Storage;

/// <summary>
/// The one folder the product writes to: absolute, existing, and accessible only to its owner, or to those it was lent to.
/// </summary>
public sealed record DataDirectory
{
    private DataDirectory(string path) => FullPath = path;

    public string FullPath { get; }

    public string DatabaseFile => Path.Combine(FullPath, "portal.db");

    public string ProtectionKeyFile => Path.Combine(FullPath, "protection.key");

    /// <summary>Creates the folder if it is missing and restricts it to its owner.</summary>
    /// <exception cref="IOException">The folder cannot be created, or is used for something else.</exception>
    /// <exception cref="UnauthorizedAccessException">The process may not create it or restrict its permissions.</exception>
    public static DataDirectory Open(string path)
    {
        if (!Path.IsPathFullyQualified(path))
        {
            throw new ArgumentException("A data directory must be given by its absolute path.", nameof(path));
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

    // A mistake such as "/tmp" must not lock the whole system out of one of its folders.
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

    // A volume that Kubernetes mounts belongs to root and is writable by the pod's group (fsGroup). Its files are restricted one by one;
    // what must not be possible is that any user replaces them.
    private void AcceptAsLent(UnauthorizedAccessException fault)
    {
        if (File.GetUnixFileMode(FullPath).HasFlag(UnixFileMode.OtherWrite))
        {
            throw new IOException(
                $"{FullPath} is open to every user and does not belong to the user of this process; name a folder below it, such as {FullPath}/portal, "
                + "which is then created for this process alone",
                fault);
        }
    }
}
