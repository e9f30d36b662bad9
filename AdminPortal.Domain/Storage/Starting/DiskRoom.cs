namespace AdminPortal.Domain.Storage.Starting;

/// <summary>Whether there is room for what is to be written.</summary>
internal static class DiskRoom
{
    // ENOSPC and EDQUOT, which the runtime passes on unchanged.
    private const int NoSpaceLeft = 28;
    private const int QuotaExceeded = 122;

    /// <summary>Whether a file could not be written because its disk, or its user's share of it, is full.</summary>
    public static bool IsExhausted(Exception fault) => fault.HResult is NoSpaceLeft or QuotaExceeded;
}
