using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AdminPortal.Domain.SigningKeys.Rotation;

/// <summary>Moves the life of the signing keys on while the program runs. A store that does not answer is asked again the next time.</summary>
public sealed partial class SigningKeyRotation(
    AdvanceSigningKeys advance, SigningKeyOptions options, TimeProvider clock, ILogger<SigningKeyRotation> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            await Task.Delay(options.CheckedEvery, clock, stoppingToken);
            await TryAdvanceAsync(stoppingToken);
        }
    }

    private async Task TryAdvanceAsync(CancellationToken cancellation)
    {
        try
        {
            await advance.ExecuteAsync(cancellation);
        }
        catch (Exception fault) when (!cancellation.IsCancellationRequested)
        {
            KeysCannotBeMovedOn(logger, fault);
        }
    }

    [LoggerMessage(50, LogLevel.Warning, "The signing keys could not be looked after; the key at work goes on signing")]
    private static partial void KeysCannotBeMovedOn(ILogger logger, Exception fault);
}
