using System.Runtime.InteropServices;

namespace AdminPortal.Hosting.Stopping;

/// <summary>
/// Handles SIGTERM and SIGINT from the first line of the program on: the host handles them only once it runs, and until then they would
/// kill the process at any point. A repeated signal changes nothing.
/// </summary>
public sealed class StopSignals : IDisposable
{
    private readonly CancellationTokenSource _asked = new();
    private readonly PosixSignalRegistration[] _registrations;

    private StopSignals() => _registrations =
    [
        PosixSignalRegistration.Create(PosixSignal.SIGTERM, Note),
        PosixSignalRegistration.Create(PosixSignal.SIGINT, Note),
    ];

    public CancellationToken Asked => _asked.Token;

    public static StopSignals Listen() => new();

    public void Dispose()
    {
        Array.ForEach(_registrations, registration => registration.Dispose());
        _asked.Dispose();
    }

    private void Note(PosixSignalContext signal)
    {
        signal.Cancel = true;
        _asked.Cancel();
    }
}
