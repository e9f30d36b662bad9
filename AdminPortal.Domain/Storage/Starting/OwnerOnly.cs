namespace AdminPortal.Domain.Storage.Starting;

/// <summary>What the product keeps on disk is for the user it runs as, and nobody else.</summary>
internal static class OwnerOnly
{
    public const UnixFileMode File = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    public const UnixFileMode Directory = File | UnixFileMode.UserExecute;

    private const UnixFileMode Others = UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    /// <summary>Written by this process alone for as long as it is open; made for its owner where it is missing.</summary>
    public static FileStreamOptions Opened(FileMode mode) => new()
    {
        Mode = mode,
        Access = FileAccess.Write,
        Share = FileShare.None,
        UnixCreateMode = File,
        BufferSize = 0,
    };

    /// <summary>
    /// Closes a file to everybody else. One that belongs to another user, as on a volume that Kubernetes lends to a group, stays as it is
    /// if at least strangers cannot reach it.
    /// </summary>
    /// <exception cref="StoreStartException">Strangers can, and this process may not change that.</exception>
    public static void Close(string file)
    {
        var mode = System.IO.File.GetUnixFileMode(file);
        if ((mode & ~File) == UnixFileMode.None)
        {
            return;
        }

        try
        {
            System.IO.File.SetUnixFileMode(file, File);
        }
        catch (UnauthorizedAccessException) when ((mode & Others) == UnixFileMode.None)
        {
            // Its owner and their group are whom the operator has let in.
        }
        catch (UnauthorizedAccessException fault)
        {
            throw new StoreStartException($"{file} is open to every user and belongs to another one than this process. Run: chmod o-rwx '{file}'", fault);
        }
    }
}
