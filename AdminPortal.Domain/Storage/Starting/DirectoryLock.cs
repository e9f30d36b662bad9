using System.Globalization;

namespace AdminPortal.Domain.Storage.Starting;

// This room owns the moments before a store is in use: exclusive access, the integrity of its files, which build it belongs to. It protects
// the store from a second portal, from an older build and from other users of the machine. It must never change what it does not recognise.

/// <summary>The data directory is in use by another process; the message names it.</summary>
public sealed class StoreInUseException(string message) : StoreStartException(message);

/// <summary>
/// The right to be the only portal of a data directory: a file lock that the kernel releases with the process, however that ends. Its
/// holder is named in a second file, because a locked file cannot be opened for reading.
/// </summary>
internal sealed class DirectoryLock : IDisposable
{
    public const string FileName = "portal.lock";

    private readonly FileStream _lock;
    private readonly string _holderFile;

    private DirectoryLock(FileStream held, string holderFile) => (_lock, _holderFile) = (held, holderFile);

    /// <exception cref="StoreInUseException">Another process holds it.</exception>
    /// <exception cref="StoreStartException">The directory cannot be written to, or its file system does not enforce locks.</exception>
    public static DirectoryLock Take(string directory, string holder) => TryTake(directory, holder) ?? throw new StoreInUseException(
        $"The data directory {directory} is in use by {HolderIn(HolderFile(directory))}. Stop that process, or set Portal:DataDirectory to another directory.");

    /// <summary>Null when another process holds it.</summary>
    /// <exception cref="StoreStartException">The directory cannot be written to, or its file system does not enforce locks.</exception>
    public static DirectoryLock? TryTake(string directory, string holder)
    {
        var (lockFile, holderFile) = (Path.Combine(directory, FileName), HolderFile(directory));
        if (TryLock(lockFile) is not { } held)
        {
            return null;
        }

        try
        {
            AssertLocksHold(lockFile, directory);
            OwnerOnly.Close(lockFile);
            WriteHolder(holderFile, holder);
            OwnerOnly.Close(holderFile);
            return new DirectoryLock(held, holderFile);
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        File.Delete(_holderFile);
        _lock.Dispose();
    }

    private static string HolderFile(string directory) => Path.Combine(directory, "portal.pid");

    private static FileStream? TryLock(string file)
    {
        try
        {
            return new FileStream(file, OwnerOnly.Opened(FileMode.OpenOrCreate));
        }
        catch (IOException) when (File.Exists(file))
        {
            return null;
        }
    }

    // Some network file systems, and one setting of the runtime, grant every lock: then it protects nothing, and neither do SQLite's own.
    private static void AssertLocksHold(string lockFile, string directory)
    {
        using var second = TryLock(lockFile);
        if (second is not null)
        {
            throw new StoreStartException(
                $"The data directory {directory} is on a file system without working file locks, so two portals could write to one store. "
                + "Set Portal:DataDirectory to a directory on a local file system.");
        }
    }

    private static void WriteHolder(string holderFile, string holder)
    {
        using var stream = new FileStream(holderFile, OwnerOnly.Opened(FileMode.Create));
        using var text = new StreamWriter(stream);
        text.Write(string.Create(
            CultureInfo.InvariantCulture,
            $"process {Environment.ProcessId} on {Environment.MachineName}, {holder}, since {DateTimeOffset.UtcNow:yyyy-MM-dd HH:mm:ss} UTC"));
    }

    private static string HolderIn(string file)
    {
        try
        {
            return File.ReadAllText(file) is { Length: > 0 } holder ? holder : "another process";
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // It is just exiting, or has not written its name yet.
            return "another process";
        }
    }
}
