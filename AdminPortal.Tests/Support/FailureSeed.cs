using AdminPortal.Domain.TokenFailures;
using AdminPortal.Domain.TokenFailures.Rules;
using AdminPortal.Domain.TokenService.Rules;

namespace AdminPortal.Tests.Support;

/// <summary>Refused token requests without the requests.</summary>
internal static class FailureSeed
{
    public const string Source = "192.0.2.7";

    public static FailureReference Fail(
        this FailureJournal journal, string? clientId, string reason = "wrong secret", bool isProved = false, string source = Source)
    {
        var reference = FailureReference.Generate();
        var error = new TokenError(TokenErrorCode.InvalidClient, reason)
        {
            ClientId = clientId,
            Method = "client_secret_post",
            IsProved = isProved,
        };
        journal.Note(reference, "invalid_client", error, source);
        return reference;
    }

    public static void Throttle(this FailureJournal journal, string? clientId) => journal.Note(
        FailureReference.Generate(), "temporarily_unavailable", new TokenError(TokenErrorCode.TooManyFailures, "wrong secret") { ClientId = clientId }, Source);

    /// <summary>Fails and is on record.</summary>
    public static async Task<string> FailAsync(this DomainHost host, string? clientId, string reason = "wrong secret", bool isProved = false)
    {
        var reference = host.Get<FailureJournal>().Fail(clientId, reason, isProved);
        await host.Get<FailureJournal>().FlushAsync(DomainHost.Cancellation);
        return reference.Value;
    }
}
