namespace AdminPortal.Domain.TokenFailures.Rules;

/// <summary>Limits for the records of refused token requests: how many, for how long, and how soon.</summary>
public sealed record FailureBounds
{
    public static FailureBounds Default { get; } = new();

    /// <summary>How many may be queued for writing; beyond that they are dropped.</summary>
    public int Waiting { get; init; } = 1_000;

    /// <summary>Limit for verified requests, and again for those that only name the client.</summary>
    public int PerClient { get; init; } = 100;

    /// <summary>Limit for all requests together that named no client, or an unknown one.</summary>
    public int OfUnknownClients { get; init; } = 1_000;

    public TimeSpan KeptFor { get; init; } = TimeSpan.FromDays(14);

    public TimeSpan WrittenEvery { get; init; } = TimeSpan.FromSeconds(1);
}
