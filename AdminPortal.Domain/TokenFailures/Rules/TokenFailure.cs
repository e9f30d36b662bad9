using AdminPortal.Domain.TokenService.Rules;

namespace AdminPortal.Domain.TokenFailures.Rules;

// This room owns the records of refused token requests: by its reference an administrator finds the reason that the caller is not told. It
// protects the requests (none waits for a record) and the store (limits per client and retention). It must never hold an assertion, a
// secret or a key, and never decide who gets a token.

/// <summary>One refused token request: which client, from where, by which method, and the exact check that failed.</summary>
public sealed class TokenFailure
{
    public const int ReasonMaxLength = 500;
    public const int PresentedClientIdMaxLength = 64;
    public const int WordMaxLength = 64;

    private TokenFailure()
    {
    }

    /// <summary>Increases with time: of two records the newer has the higher one.</summary>
    public long Id { get; private set; }

    public FailureReference Reference { get; private set; } = FailureReference.None;

    public DateTimeOffset OccurredAt { get; private set; }

    /// <summary>Set only if there was such a client; all others share one pool.</summary>
    public ClientId? ClientId { get; private set; }

    /// <summary>What was presented in place of a known client's ID, if anything.</summary>
    public string? PresentedClientId { get; private set; }

    public string? SourceAddress { get; private set; }

    /// <summary>What counts as one source: the address, or an IPv6 subscriber's network.</summary>
    public string SourceNetwork { get; private set; } = "";

    /// <summary>Whether the request verifiably came from the client that it named. Anyone can send one that does not.</summary>
    public bool IsProved { get; private set; }

    /// <summary>As in <c>token_endpoint_auth_method</c> of RFC 7591; null when the request was refused before it was read.</summary>
    public string? Method { get; private set; }

    /// <summary>The error code that the caller was sent.</summary>
    public string Code { get; private set; } = "";

    public string Reason { get; private set; } = "";

    internal static TokenFailure Of(FailureReference reference, string code, TokenError error, string? source, DateTimeOffset now) => new()
    {
        Reference = reference,
        OccurredAt = now,
        PresentedClientId = RecordText.OfClientId(error.ClientId, PresentedClientIdMaxLength),
        SourceAddress = source is null ? null : RecordText.Of(source, WordMaxLength),
        SourceNetwork = RecordText.Of(Domain.SourceNetwork.Of(source), WordMaxLength),
        IsProved = error.IsProved,
        Method = error.Method,
        Code = code,
        Reason = RecordText.Of(error.Reason, ReasonMaxLength),
    };
}
