using AdminPortal.Domain.AccessTokens;
using AdminPortal.Domain.Storage.Journal;
using AdminPortal.Domain.Timekeeping;
using AdminPortal.Domain.TokenService.Assertions;
using AdminPortal.Domain.TokenService.Authentication;

namespace AdminPortal.Domain.TokenService.Journal;

/// <summary>
/// Writes a batch in one transaction and notes each entry's own outcome: the loser of a race gets its refusal, the rest of the batch
/// commits. Used by one thread.
/// </summary>
internal sealed class JournalBatch(JournalConnection store, ProvenTime time, TimeProvider clock) : IDisposable
{
    /// <summary>
    /// How many older uses are looked at for each new one. They stand behind the last of the batch, anywhere in the table therefore; where more
    /// than every fourth is outlived, more go than come.
    /// </summary>
    internal const int LookedAt = 4;

    // A content is said to be in use for a day longer than its token lives, so that it is written once a day and not with each token.
    private static readonly TimeSpan InUseFor = TimeSpan.FromDays(1);

    private const int KnownContents = 10_000;

    private readonly Dictionary<TokenContent, DateTimeOffset> _known = [];
    private readonly Dictionary<TokenContent, DateTimeOffset> _written = [];

    public void Write(IReadOnlyList<JournalEntry> entries, IReadOnlyList<LastUsedMark> marks)
    {
        store.Begin();
        var (assertions, last) = (0, default(UsedAssertion));
        for (var i = 0; i < entries.Count; i++)
        {
            entries[i].Outcome = Write(entries[i]);
            if (entries[i].Assertion is { } assertion)
            {
                (assertions, last) = (assertions + 1, assertion);
            }
        }

        if (last is not null)
        {
            store.ForgetAssertions(last, assertions * LookedAt, time.Now);
        }

        foreach (var mark in marks)
        {
            store.MarkUsed(mark, clock.GetUtcNow());
        }

        store.Commit();
        Remember();
    }

    /// <summary>Nothing of the open batch counts.</summary>
    public void Abandon()
    {
        _written.Clear();
        store.Reset();
    }

    public void Dispose() => store.Dispose();

    private JournalOutcome Write(JournalEntry entry)
    {
        if (entry.Token is { } issued)
        {
            // The insert's own condition has the last word on a stale copy of the client or the key.
            if (!store.TryInsert(issued.Token, issued.Content.KeyId))
            {
                return JournalOutcome.ClientChanged;
            }

            WriteContent(issued.Content, issued.Token.ExpiresAt);
        }

        if (entry.Assertion is null || store.TryUse(entry.Assertion))
        {
            return JournalOutcome.Recorded;
        }

        if (entry.Token is { } unearned)
        {
            store.TakeBack(unearned.Token.JwtId);
        }

        return JournalOutcome.AssertionUsed;
    }

    private void WriteContent(TokenContent content, DateTimeOffset expiresAt)
    {
        if (_known.GetValueOrDefault(content) >= expiresAt || _written.GetValueOrDefault(content) >= expiresAt)
        {
            return;
        }

        var usedUntil = expiresAt + InUseFor;
        store.WriteContent(content, usedUntil);
        _written[content] = usedUntil;
    }

    // Only what is committed is known; after a fault it is written again.
    private void Remember()
    {
        if (_known.Count + _written.Count > KnownContents)
        {
            _known.Clear();
        }

        foreach (var (content, usedUntil) in _written)
        {
            _known[content] = usedUntil;
        }

        _written.Clear();
    }
}
