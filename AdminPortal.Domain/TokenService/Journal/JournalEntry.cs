using System.Data.Common;
using System.Threading.Tasks.Sources;
using AdminPortal.Domain.AccessTokens;
using AdminPortal.Domain.TokenService.Assertions;

namespace AdminPortal.Domain.TokenService.Journal;

/// <summary>What became of an entry.</summary>
public enum JournalOutcome
{
    /// <summary>On record, durably.</summary>
    Recorded,

    /// <summary>
    /// The client is no longer what the request took it for: disabled, deleted, or its tokens revoked meanwhile; or the key that was to sign was
    /// withdrawn. Nothing was written.
    /// </summary>
    ClientChanged,

    /// <summary>The assertion was used before. Nothing was written.</summary>
    AssertionUsed,
}

/// <summary>The store does not keep up: too many wait for it already.</summary>
public sealed class JournalFullException() : DbException("too many tokens wait to be recorded");

/// <summary>A token and what it says, as they go on record together.</summary>
internal sealed record TokenEntry(IssuedToken Token, TokenContent Content);

/// <summary>What one request asks to have written: a token, the use of an assertion, or both or neither of them.</summary>
internal sealed class JournalEntry(TokenEntry? token, UsedAssertion? assertion) : IValueTaskSource<JournalOutcome>
{
    // Whoever waits goes on elsewhere: the writer's thread has the next batch to write.
    private ManualResetValueTaskSourceCore<JournalOutcome> _done = new() { RunContinuationsAsynchronously = true };

    public TokenEntry? Token { get; } = token;

    public UsedAssertion? Assertion { get; } = assertion;

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
