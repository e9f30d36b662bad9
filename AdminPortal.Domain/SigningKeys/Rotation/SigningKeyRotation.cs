using AdminPortal.Domain.SigningKeys.Rules;
using AdminPortal.Domain.Telemetry;
using Microsoft.Extensions.Logging;

namespace AdminPortal.Domain.SigningKeys.Rotation;

// This room owns the life of a signing key: announced, signing, published until its last token has expired, withdrawn. It protects
// verifiers, who must have seen a key before it signs and may need it long after. It must never move on by a clock that is in doubt.

/// <summary>Moves the life of the signing keys on while the program runs. While the store does not answer, the key at work goes on signing.</summary>
public sealed class SigningKeyRotation(
    AdvanceSigningKeys advance, SigningKeyOptions options, PortalMetrics metrics, TimeProvider clock, ILogger<SigningKeyRotation> logger)
    : RecurringWork("signing key rotation", metrics, clock, logger)
{
    protected override TimeSpan Every => options.CheckedEvery;

    protected override Task RunRoundAsync(CancellationToken cancellation) => advance.ExecuteAsync(cancellation);
}
