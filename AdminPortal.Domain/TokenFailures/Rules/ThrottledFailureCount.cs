
namespace AdminPortal.Domain.TokenFailures.Rules;

/// <summary>How many requests of a client were throttled on one day; they leave no other record.</summary>
public sealed class ThrottledFailureCount
{
    private ThrottledFailureCount()
    {
    }

    public long Id { get; private set; }

    /// <summary>Null for all together that named no client, or an unknown one.</summary>
    public ClientId? ClientId { get; private set; }

    public DateOnly Day { get; private set; }

    public int Count { get; private set; }

    public DateTimeOffset LastAt { get; private set; }
}
