using System.Data.Common;
using System.Threading.Tasks.Sources;
using AdminPortal.Domain.AccessTokens.Rules;
using AdminPortal.Domain.TokenService.Rules.Assertions;
using AdminPortal.Domain.TokenService.Rules.Authentication;

namespace AdminPortal.Domain.TokenService.Journal;

/// <summary>The outcome of an entry.</summary>
public enum JournalOutcome
{
    /// <summary>Durably recorded.</summary>
    Recorded,

    /// <summary>The client or the catalogue no longer is what the decision was based on. Nothing was written.</summary>
    ClientChanged,

    /// <summary>The key that was to sign was withdrawn. Nothing was written.</summary>
    KeyWithdrawn,

    /// <summary>Replay: the assertion was used before. Nothing was written.</summary>
    AssertionUsed,

    /// <summary>The client has no such token, or it was no longer active. Nothing was written.</summary>
    NothingToRevoke,
}

/// <summary>Back-pressure: the store does not keep up, and too many entries are waiting.</summary>
public sealed class JournalFullException() : DbException("too many tokens are waiting to be recorded");

/// <summary>A token and its content, recorded together.</summary>
internal sealed record TokenToRecord(IssuedToken Token, TokenContent Content);

/// <summary>
/// A token that its own client revokes, and the key it was signed with: a record with another key is not that of this token.
/// </summary>
internal sealed record TokenToRevoke(ClientId ClientId, Guid JwtId, string KeyId, string Algorithm);

/// <summary>
/// What one request wants written, if anything: a token, the use of an assertion, or both; or a revocation. Token and assertion count only
/// while the client is unchanged since the request was judged.
/// </summary>
internal sealed class JournalEntry(ClientSnapshot? client) : IValueTaskSource<JournalOutcome>
{
    // The waiting request resumes on another thread: the writer's thread has the next batch to write.
    private ManualResetValueTaskSourceCore<JournalOutcome> _done = new() { RunContinuationsAsynchronously = true };

    public ClientSnapshot? Client { get; } = client;

    public TokenToRecord? Token { get; init; }

    public UsedAssertion? Assertion { get; init; }

    /// <summary>A token to revoke. It is the client's own, so other changes to the client make no difference.</summary>
    public TokenToRevoke? Revoked { get; init; }

    /// <summary>Set while the batch is open, final only once it is committed.</summary>
    public JournalOutcome Outcome { get; set; }

    /// <summary>Completes when the entry's batch is durable, or fails with the store's fault.</summary>
    public ValueTask<JournalOutcome> Done => new(this, _done.Version);

    public void Complete() => _done.SetResult(Outcome);

    public void Fail(Exception fault) => _done.SetException(fault);

    JournalOutcome IValueTaskSource<JournalOutcome>.GetResult(short token) => _done.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource<JournalOutcome>.GetStatus(short token) => _done.GetStatus(token);

    void IValueTaskSource<JournalOutcome>.OnCompleted(
        Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _done.OnCompleted(continuation, state, token, flags);
}
