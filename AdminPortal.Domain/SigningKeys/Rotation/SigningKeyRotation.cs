using AdminPortal.Domain.SigningKeys.Rules;
using AdminPortal.Domain.Telemetry;
using Microsoft.Extensions.Logging;

namespace AdminPortal.Domain.SigningKeys.Rotation;

// This room owns the life cycle of signing keys: announced, signing, published until the last token has expired, revoked. It protects
// verifiers, which must have seen a key before it signs and may need it long after. It must never advance by a clock that is in doubt.

/// <summary>
/// Advances the life cycle of the signing keys while the program runs. While the store does not answer, the active key keeps signing.
/// </summary>
public sealed class SigningKeyRotation(
    AdvanceSigningKeys advance, SigningKeyOptions options, PortalMetrics metrics, TimeProvider clock, ILogger<SigningKeyRotation> logger)
    : RecurringWork("signing key rotation", metrics, clock, logger)
{
    protected override TimeSpan Every => options.CheckedEvery;

    protected override Task RunRoundAsync(CancellationToken cancellation) => advance.ExecuteAsync(cancellation);
}
