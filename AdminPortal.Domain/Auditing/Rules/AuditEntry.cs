using AdminPortal.Domain.Permissions.Rules;

namespace AdminPortal.Domain.Auditing.Rules;

// This room owns the record of who did what, when, from where. It protects its completeness (an entry is saved with
// the change it describes, or neither is) and its integrity (a keyed chain detects an edited or missing row).
// It must never hold a secret, a token or a key.

/// <summary>Whether the requested action happened. Stored as its number.</summary>
public enum AuditResult
{
    Success = 1,
    Failure = 2,
}

/// <summary>One line of the audit log. Never changed after it is written.</summary>
public sealed class AuditEntry
{
    private static long _unsealed;

    /// <summary>Longest resource or actor name kept: a refusal is recorded before any of the request was validated.</summary>
    public const int NameMaxLength = 200;

    private AuditEntry()
    {
    }

    /// <summary>Position in the chain; negative until the entry is sealed, to distinguish several entries of one change.</summary>
    public long Id { get; private set; }

    public DateTimeOffset OccurredAt { get; private set; }

    public string Action { get; private set; } = "";

    public string Category { get; private set; } = "";

    public string SubCategory { get; private set; } = "";

    /// <summary>The target of the action, by its name at that time.</summary>
    public string? Resource { get; private set; }

    /// <summary>Null for the program's own actions and for people who are not signed in.</summary>
    public string? AdministratorId { get; private set; }

    public string ActorName { get; private set; } = "";

    public string? SourceAddress { get; private set; }

    public ActorInterface Interface { get; private set; }

    public AuditResult Result { get; private set; }

    /// <summary>A JSON array of <c>{field, before, after}</c>.</summary>
    public string Details { get; private set; } = "[]";

    /// <summary>HMAC-SHA256 of the entry before this one; empty for the first.</summary>
    public byte[] PreviousHash { get; private set; } = [];

    /// <summary>HMAC-SHA256 over this entry and <see cref="PreviousHash"/>.</summary>
    public byte[] Hash { get; private set; } = [];

    internal static AuditEntry Of(
        PortalAction action, Actor actor, AuditResult result, string? resource, AuditDetails details, DateTimeOffset now) => new()
        {
            Id = Interlocked.Decrement(ref _unsealed),
            OccurredAt = DateTimeOffset.FromUnixTimeMilliseconds(now.ToUnixTimeMilliseconds()),
            Action = action.Verb,
            Category = action.Category,
            SubCategory = action.SubCategory,
            Resource = Cut(resource),
            AdministratorId = (actor as Actor.SignedIn)?.AdministratorId,
            ActorName = Cut(actor.Name)!,
            SourceAddress = actor.SourceAddress,
            Interface = actor.Interface,
            Result = result,
            Details = details.Json,
        };

    private static string? Cut(string? name) => name?.Length > NameMaxLength ? name[..NameMaxLength] : name;

    internal void Chain(AuditLink last, Func<AuditEntry, byte[]> seal)
    {
        Id = last.EntryId + 1;
        PreviousHash = last.Hash;
        Hash = seal(this);
    }
}
