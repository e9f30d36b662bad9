using AdminPortal.Domain.Storage.Starting;
using Microsoft.Data.Sqlite;

namespace AdminPortal.Domain.Storage.Sqlite.Starting;

/// <summary>
/// The database file: created and restricted to its owner before SQLite opens it, and explanations for when SQLite cannot use it.
/// </summary>
internal static class StoreFile
{
    private const int Permission = 3;
    private const int Busy = 5;
    private const int Locked = 6;
    private const int ReadOnly = 8;
    private const int SharedMemoryHasNoRoom = 10 | (19 << 8);
    private const int Corrupt = 11;
    private const int Full = 13;
    private const int CannotOpen = 14;
    private const int Authorization = 23;
    private const int NoDatabase = 26;

    // SQLite gives the files it creates beside the database the same mode; those of a killed process may already exist.
    private static readonly string[] Beside = ["", "-wal", "-shm", "-journal"];

    /// <exception cref="IOException">It cannot be created.</exception>
    /// <exception cref="UnauthorizedAccessException">This process may not create it.</exception>
    public static void Prepare(string databaseFile)
    {
        if (!File.Exists(databaseFile))
        {
            using var made = new FileStream(databaseFile, OwnerOnly.Opened(FileMode.CreateNew));
        }

        foreach (var file in Beside.Select(suffix => databaseFile + suffix).Where(File.Exists))
        {
            try
            {
                OwnerOnly.Close(file);
            }
            catch (FileNotFoundException)
            {
                // Race: the last connection of a command-line verb has just deleted it.
            }
        }
    }

    /// <summary>The explanation of a file fault for an operator; it includes SQLite's own message, which can be searched for.</summary>
    public static string Explain(string databaseFile, SqliteException fault) => fault.SqliteErrorCode switch
    {
        NoDatabase or Corrupt =>
            $"The store {databaseFile} is damaged, or not an SQLite database ({Words(fault)}). Restore the data directory from a backup.",
        Permission or ReadOnly or CannotOpen or Authorization =>
            $"The store {databaseFile} cannot be opened for writing ({Words(fault)}). Give the user that runs AdminPortal the file and its directory.",
        Busy or Locked =>
            $"The store {databaseFile} is locked by another program ({Words(fault)}). End that program, and start again.",
        _ when fault.SqliteErrorCode == Full || fault.SqliteExtendedErrorCode == SharedMemoryHasNoRoom =>
            $"The store {databaseFile} cannot be written ({Words(fault)}). Make room on its disk, and start again.",
        _ =>
            $"The store {databaseFile} cannot be used ({Words(fault)}). Look at its disk, or restore the data directory from a backup.",
    };

    // "SQLite Error 26: 'file is not a database'."
    private static string Words(SqliteException fault) => fault.Message.Split('\'') is [_, var words, ..] ? words : fault.Message;
}
