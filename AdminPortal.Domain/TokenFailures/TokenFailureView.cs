using AdminPortal.Domain.TokenFailures.Rules;

namespace AdminPortal.Domain.TokenFailures;

/// <summary>A refused token request as a page shows it.</summary>
public sealed record TokenFailureView(
    string Reference, DateTimeOffset OccurredAt, string? SourceAddress, string? Method, string Code, string Reason)
{
    /// <summary>Whether the request verifiably came from the client; otherwise it only named it.</summary>
    public bool IsProved { get; private init; }

    internal static TokenFailureView Of(TokenFailure failure) =>
        new(failure.Reference.Value, failure.OccurredAt, failure.SourceAddress, failure.Method, failure.Code, failure.Reason) { IsProved = failure.IsProved };
}

/// <summary>
/// A refused token request with the client it concerned. The client is null when there was none with that ID, its name when it has since
/// been deleted; an unknown ID is kept as it was presented.
/// </summary>
public sealed record FoundTokenFailure(TokenFailureView Failure, ClientId? ClientId, string? ClientName, string? PresentedClientId);

/// <summary>
/// A client's recorded refused requests: the newest, newest first; how many there are in all; and how many more were throttled and only
/// counted.
/// </summary>
public sealed record ClientFailures(
    IReadOnlyList<TokenFailureView> Shown, int Total, int ThrottledCount, DateTimeOffset? LastThrottledAt);
