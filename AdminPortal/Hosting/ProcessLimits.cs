using AdminPortal.Hosting.Connections;

namespace AdminPortal.Hosting;

/// <summary>What the system grants this process. The runtime has raised the limit of open files as far as it may.</summary>
internal sealed record ProcessLimits(long OpenFiles, long MemoryBytes)
{
    /// <summary>Below this, the connections of a few programs and the store's own files leave little for others.</summary>
    public const int FewOpenFiles = 1024;

    /// <summary>What an idle portal and its first pages take, and as much again under load.</summary>
    public const int EnoughMegabytes = 300;

    /// <summary>Of what a container has the runtime uses three quarters.</summary>
    public const long LittleMemory = EnoughMegabytes * 1024L * 1024 * 3 / 4;

    public static ProcessLimits Read() => new(HandleLimit.Read(), GC.GetGCMemoryInfo().TotalAvailableMemoryBytes);
}
