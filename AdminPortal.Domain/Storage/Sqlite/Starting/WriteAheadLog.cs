using System.Buffers.Binary;

namespace AdminPortal.Domain.Storage.Sqlite.Starting;

/// <summary>
/// Checks the write-ahead log of an idle database. SQLite reads it up to the first invalid frame and takes that for its end: right after a
/// power failure, which may tear the transaction being written (torn write), but silent data loss if the disk has damaged what was
/// committed before. A transaction begins only when the previous one is on the disk, and its first frame continues that one's checksum:
/// such a pair behind the damage proves a loss, and distinguishes it from remains of transactions given up when the disk was full. (SQLite:
/// Database File Format, section 4.)
/// </summary>
internal static class WriteAheadLog
{
    private const int HeaderLength = 32;
    private const int FrameHeaderLength = 24;
    private const uint Magic = 0x377f0682;
    private const int SmallestPage = 512;
    private const int LargestPage = 65536;

    public static bool IsBeside(string databaseFile) => File.Exists(LogOf(databaseFile));

    /// <exception cref="StoreStartException">Committed transactions in it cannot be read.</exception>
    public static void RequireWhole(string databaseFile)
    {
        var log = LogOf(databaseFile);
        // A command-line verb may be writing: what is half-written now is whole a moment later.
        if (IsDamaged(log) && IsDamaged(log))
        {
            throw new StoreStartException(
                $"The write-ahead log {log} is damaged, and it contains the last changes of the store. Restore the data directory from a backup.");
        }
    }

    private static string LogOf(string databaseFile) => $"{databaseFile}-wal";

    private static bool IsDamaged(string log)
    {
        try
        {
            return IsDamagedWhereItIs(log);
        }
        catch (FileNotFoundException)
        {
            // There is none, or the last connection of a command-line verb has just deleted it (race).
            return false;
        }
    }

    private static bool IsDamagedWhereItIs(string log)
    {
        using var stream = new FileStream(log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, LargestPage);
        var header = new byte[HeaderLength];
        if (stream.ReadAtLeast(header, HeaderLength, throwOnEndOfStream: false) < HeaderLength)
        {
            return false;
        }

        var page = Word(header, 8);
        var sum = new Checksum(0, 0).With(header.AsSpan(..24), IsBigEndian(header));
        return IsHeader(header, page) && sum.Is(header.AsSpan(24))
            ? HoldsMoreBehindDamage(stream, header, sum, (int)page)
            : HoldsAnything(stream);
    }

    private static bool IsHeader(byte[] header, uint page) =>
        (Word(header, 0) & ~1u) == Magic && page is >= SmallestPage and <= LargestPage && (page & (page - 1)) == 0;

    private static bool IsBigEndian(byte[] header) => (header[3] & 1) == 1;

    // The salts distinguish this generation of the log from remains of an earlier one. Each frame continues the checksum of the one before.
    private static bool HoldsMoreBehindDamage(Stream stream, byte[] header, Checksum before, int page)
    {
        var frame = new byte[FrameHeaderLength + page];
        var (isWhole, isBehindCommit) = (true, false);
        while (stream.ReadAtLeast(frame, frame.Length, throwOnEndOfStream: false) == frame.Length)
        {
            var isOfThisRound = frame.AsSpan(8, 8).SequenceEqual(header.AsSpan(16, 8));
            var sum = before.With(frame.AsSpan(..8), IsBigEndian(header)).With(frame.AsSpan(FrameHeaderLength), IsBigEndian(header));
            var carriesOn = isOfThisRound && sum.Is(frame.AsSpan(16));
            isWhole = isWhole && carriesOn;
            if (!isWhole && isBehindCommit && carriesOn)
            {
                return true;
            }

            // Only the last frame of a transaction contains the database size.
            isBehindCommit = isOfThisRound && Word(frame, 4) != 0;
            before = Checksum.Written(frame.AsSpan(16));
        }

        return false;
    }

    // A log that was just created may be all zeros after a power failure.
    private static bool HoldsAnything(FileStream stream)
    {
        var rest = new byte[LargestPage];
        for (int read; (read = stream.Read(rest)) > 0;)
        {
            if (rest.AsSpan(..read).IndexOfAnyExcept((byte)0) >= 0)
            {
                return true;
            }
        }

        return false;
    }

    private static uint Word(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt32BigEndian(bytes[at..]);

    /// <summary>Section 4.2: two sums over pairs of words, continued from frame to frame.</summary>
    private sealed record Checksum(uint First, uint Second)
    {
        public static Checksum Written(ReadOnlySpan<byte> bytes) => new(Word(bytes, 0), Word(bytes, 4));

        public Checksum With(ReadOnlySpan<byte> bytes, bool isBigEndian)
        {
            var (first, second) = this;
            for (; bytes.Length >= 8; bytes = bytes[8..])
            {
                first += Read(bytes, isBigEndian) + second;
                second += Read(bytes[4..], isBigEndian) + first;
            }

            return new Checksum(first, second);
        }

        public bool Is(ReadOnlySpan<byte> written) => this == Written(written);

        private static uint Read(ReadOnlySpan<byte> bytes, bool isBigEndian) =>
            isBigEndian ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : BinaryPrimitives.ReadUInt32LittleEndian(bytes);
    }
}
