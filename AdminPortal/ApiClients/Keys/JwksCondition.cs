using AdminPortal.Domain.ApiClients.Jwks.Caching;
using AdminPortal.Domain.ApiClients.Jwks.Fetching;
using AdminPortal.Domain.ApiClients.Rules.Jwks;
using AdminPortal.Shell.Feedback;

namespace AdminPortal.ApiClients.Keys;

/// <summary>The state of a JWKS URL, in the words of its chip.</summary>
internal static class JwksCondition
{
    public static (StatusKind Kind, string Text) NotConfigured => (StatusKind.Neutral, "Not configured");

    /// <summary>Judged by the cached keys; without any, nothing is known.</summary>
    public static (StatusKind Kind, string Text) Of(JwksCacheView? held) => held switch
    {
        null => (StatusKind.Neutral, "Not verified"),
        { LastFailure: null, Keys: { } set } => Of(set),
        _ => (StatusKind.Warning, "Needs attention"),
    };

    /// <summary>Judged by the fetch just made.</summary>
    public static (StatusKind Kind, string Text) Of(JwksFetchOutcome outcome) =>
        outcome is JwksFetchOutcome.Fetched fetched ? Of(fetched.Keys) : (StatusKind.Warning, "Needs attention");

    private static (StatusKind Kind, string Text) Of(JwkSet set) =>
        set is { Keys.Count: > 0, LeftOut.Count: 0 } ? (StatusKind.Success, "Active") : (StatusKind.Warning, "Needs attention");
}
