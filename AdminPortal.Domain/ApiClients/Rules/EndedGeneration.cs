
namespace AdminPortal.Domain.ApiClients.Rules;

/// <summary>Why all active tokens of a client were revoked at once. Stored as its number.</summary>
public enum GenerationEnd
{
    Disabled = 1,
    Deleted = 2,
    RevokedAll = 3,
}

/// <summary>
/// A client's token generation that has ended. This one row revokes every token of it, however many there are, and says when: a token that
/// had already expired was never revoked.
/// </summary>
public sealed class EndedGeneration
{
    internal EndedGeneration(ClientId clientId, int generation, GenerationEnd cause, string endedBy, DateTimeOffset endedAt)
    {
        ClientId = clientId;
        Generation = generation;
        Cause = cause;
        EndedBy = endedBy;
        EndedAt = endedAt;
    }

    public ClientId ClientId { get; }

    public int Generation { get; }

    public GenerationEnd Cause { get; }

    public string EndedBy { get; }

    public DateTimeOffset EndedAt { get; }
}
