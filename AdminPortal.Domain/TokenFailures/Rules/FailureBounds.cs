namespace AdminPortal.Domain.TokenFailures.Rules;

/// <summary>How much is recorded of refused token requests, for how long, and how soon.</summary>
public sealed record FailureBounds
{
    public static FailureBounds Default { get; } = new();

    /// <summary>How many may wait to be written; what comes beyond that is not recorded.</summary>
    public int Waiting { get; init; } = 1_000;

    /// <summary>So many that rest on a proof, and as many again that only name the client.</summary>
    public int PerClient { get; init; } = 100;

    /// <summary>For all requests together that named no client, or none that exists.</summary>
    public int OfUnknownClients { get; init; } = 1_000;

    public TimeSpan KeptFor { get; init; } = TimeSpan.FromDays(14);

    public TimeSpan WrittenEvery { get; init; } = TimeSpan.FromSeconds(1);
}
