namespace AdminPortal.Domain.Storage.Starting;

/// <summary>File permissions: everything the product keeps on disk is for its own user only.</summary>
internal static class OwnerOnly
{
    public const UnixFileMode File = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    public const UnixFileMode Directory = File | UnixFileMode.UserExecute;

    private const UnixFileMode Others = UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    /// <summary>Opens for exclusive writing; a missing file is created for its owner only.</summary>
    public static FileStreamOptions Opened(FileMode mode) => new()
    {
        Mode = mode,
        Access = FileAccess.Write,
        Share = FileShare.None,
        UnixCreateMode = File,
        BufferSize = 0,
    };

    /// <summary>
    /// Removes access by all other users. A file that belongs to another user, as on a volume that Kubernetes lends to a group, stays as it
    /// is if at least others cannot reach it.
    /// </summary>
    /// <exception cref="StoreStartException">Others can, and this process may not change that.</exception>
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
            // Its owner and group are whom the operator has admitted.
        }
        catch (UnauthorizedAccessException fault)
        {
            throw new StoreStartException($"{file} is open to every user and does not belong to the user of this process. Run: chmod o-rwx '{file}'", fault);
        }
    }
}
