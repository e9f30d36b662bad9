using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.SignalR;

namespace AdminPortal.Shell;

/// <summary>What one open page may take of the server, and how long it is kept for somebody whose connection was lost.</summary>
internal static class CircuitLimits
{
    /// <summary>One message of a browser. A file comes in pieces that are smaller, and every field has a limit far below.</summary>
    public const int MaxMessageBytes = 32 * 1024;

    /// <summary>Pages whose browser is gone for the moment; of more, the ones gone longest end. Each takes more than a megabyte.</summary>
    public const int MostDisconnected = 40;

    /// <summary>Drawings that a slow reader has not confirmed; until it does, its page waits and the server keeps no more for it.</summary>
    public const int MostUnreadDrawings = 10;

    public static readonly TimeSpan DisconnectedFor = TimeSpan.FromMinutes(3);
    public static readonly TimeSpan ScriptAnswersWithin = TimeSpan.FromMinutes(1);

    public static void Apply(CircuitOptions circuits)
    {
        circuits.DisconnectedCircuitMaxRetained = MostDisconnected;
        circuits.DisconnectedCircuitRetentionPeriod = DisconnectedFor;
        circuits.MaxBufferedUnacknowledgedRenderBatches = MostUnreadDrawings;
        circuits.JSInteropDefaultCallTimeout = ScriptAnswersWithin;
        // What went wrong is for the log alone.
        circuits.DetailedErrors = false;
        // A page that is built anew from saved state has lost what was typed and every secret that was not stored yet: better to say
        // that it has ended.
        circuits.PersistedCircuitInMemoryMaxRetained = 0;
    }

    public static void Apply(HubOptions hub)
    {
        hub.MaximumReceiveMessageSize = MaxMessageBytes;
        hub.MaximumParallelInvocationsPerClient = 1;
        hub.EnableDetailedErrors = false;
    }
}
