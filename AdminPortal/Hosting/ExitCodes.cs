namespace AdminPortal.Hosting;

/// <summary>The exit codes of the program, after <c>sysexits.h</c>. The README lists what an operator does about each.</summary>
public static class ExitCodes
{
    public const int Ok = 0;
    public const int WrongUsage = 64;
    public const int Refused = 65;
    public const int CannotListen = 69;
    public const int StoreUnusable = 74;
    public const int StoreInUse = 75;
    public const int WrongSettings = 78;
}
