using System.Data.Common;
using System.Threading.Tasks.Sources;
using AdminPortal.Domain.AccessTokens.Rules;
using AdminPortal.Domain.TokenService.Rules.Assertions;
using AdminPortal.Domain.TokenService.Rules.Authentication;

namespace AdminPortal.Domain.TokenService.Journal;

/// <summary>What became of an entry.</summary>
public enum JournalOutcome
{
    /// <summary>On record, durably.</summary>
    Recorded,

    /// <summary>The client or the catalogue is no longer what the decision rested on. Nothing was written.</summary>
    ClientChanged,

    /// <summary>The key that was to sign was withdrawn. Nothing was written.</summary>
    KeyWithdrawn,

    /// <summary>The assertion was used before. Nothing was written.</summary>
    AssertionUsed,

    /// <summary>The client has no such token, or it had ended before. Nothing was written.</summary>
    NothingToRevoke,
}

/// <summary>The store does not keep up: too many wait for it already.</summary>
public sealed class JournalFullException() : DbException("too many tokens wait to be recorded");

/// <summary>A token and what it says, as they go on record together.</summary>
internal sealed record TokenToRecord(IssuedToken Token, TokenContent Content);

/// <summary>A token whose life its own client ends, and what it was signed with: a record that tells of another is not that of this token.</summary>
internal sealed record TokenToRevoke(ClientId ClientId, Guid JwtId, string KeyId, string Algorithm);

/// <summary>
/// What one request asks to have written, if anything: a token, the use of an assertion, or both; or the end of a token's life. Token and
/// assertion count only while the client is what it was when the request was judged.
/// </summary>
internal sealed class JournalEntry(ClientSnapshot? client) : IValueTaskSource<JournalOutcome>
{
    // Whoever waits goes on elsewhere: the writer's thread has the next batch to write.
    private ManualResetValueTaskSourceCore<JournalOutcome> _done = new() { RunContinuationsAsynchronously = true };

    public ClientSnapshot? Client { get; } = client;

    public TokenToRecord? Token { get; init; }

    public UsedAssertion? Assertion { get; init; }

    /// <summary>A token that is to live no longer. The client's own, so what else became of the client makes no difference.</summary>
    public TokenToRevoke? Revoked { get; init; }

    /// <summary>Known while the batch is open, true only once it is committed.</summary>
    public JournalOutcome Outcome { get; set; }

    /// <summary>Ends when the entry's batch is durable, or with the fault of the store.</summary>
    public ValueTask<JournalOutcome> Done => new(this, _done.Version);

    public void Complete() => _done.SetResult(Outcome);

    public void Fail(Exception fault) => _done.SetException(fault);

    JournalOutcome IValueTaskSource<JournalOutcome>.GetResult(short token) => _done.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource<JournalOutcome>.GetStatus(short token) => _done.GetStatus(token);

    void IValueTaskSource<JournalOutcome>.OnCompleted(
        Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _done.OnCompleted(continuation, state, token, flags);
}
