namespace AdminPortal.Domain.Storage;

/// <summary>The one folder the product writes to: absolute, existing, and open to its owner alone.</summary>
public sealed record DataDirectory
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

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

        Directory.CreateDirectory(path, OwnerOnly);
        var directory = new DataDirectory(Path.TrimEndingDirectorySeparator(path));
        if ((File.GetUnixFileMode(path) & ~OwnerOnly) != UnixFileMode.None)
        {
            directory.Close();
        }

        return directory;
    }

    public override string ToString() => FullPath;

    // A slip of the pen such as "/tmp" must not lock a whole system out of one of its folders.
    private void Close()
    {
        var used = File.Exists(DatabaseFile) || File.Exists(ProtectionKeyFile);
        if (!used && Directory.EnumerateFileSystemEntries(FullPath).Any(entry => Path.GetFileName(entry) is not "lost+found"))
        {
            throw new IOException($"{FullPath} is open to other users and already holds other files; name a folder of its own");
        }

        File.SetUnixFileMode(FullPath, OwnerOnly);
    }
}
