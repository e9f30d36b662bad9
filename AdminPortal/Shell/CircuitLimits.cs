using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.SignalR;

namespace AdminPortal.Shell;

/// <summary>Server resources one open page may use, and how long it is kept for someone whose connection was lost.</summary>
internal static class CircuitLimits
{
    /// <summary>One message from a browser. Files arrive in smaller pieces, and every field has a limit far below.</summary>
    public const int MaxMessageBytes = 32 * 1024;

    /// <summary>
    /// Pages whose browser is disconnected; beyond this, those disconnected longest end. Each takes more than a megabyte.
    /// </summary>
    public const int MostDisconnected = 40;

    /// <summary>
    /// Back-pressure: render batches that a slow client has not acknowledged; until it does, its page waits and nothing more is buffered.
    /// </summary>
    public const int MostUnreadDrawings = 10;

    public static readonly TimeSpan DisconnectedFor = TimeSpan.FromMinutes(3);
    public static readonly TimeSpan ScriptAnswersWithin = TimeSpan.FromMinutes(1);

    public static void Apply(CircuitOptions circuits)
    {
        circuits.DisconnectedCircuitMaxRetained = MostDisconnected;
        circuits.DisconnectedCircuitRetentionPeriod = DisconnectedFor;
        circuits.MaxBufferedUnacknowledgedRenderBatches = MostUnreadDrawings;
        circuits.JSInteropDefaultCallTimeout = ScriptAnswersWithin;
        // Error details are for the log only.
        circuits.DetailedErrors = false;
        // A page rebuilt from persisted state has lost what was typed and every secret that was not stored yet: better to say that it has
        // ended.
        circuits.PersistedCircuitInMemoryMaxRetained = 0;
    }

    public static void Apply(HubOptions hub)
    {
        hub.MaximumReceiveMessageSize = MaxMessageBytes;
        hub.MaximumParallelInvocationsPerClient = 1;
        hub.EnableDetailedErrors = false;
    }
}
