using AdminPortal.Domain.AccessTokens.Rules;
using AdminPortal.Domain.Timekeeping.Rules;
using AdminPortal.Domain.TokenService.Authentication;
using AdminPortal.Domain.TokenService.Journal;
using AdminPortal.Domain.TokenService.Rules.Assertions;
using AdminPortal.Domain.TokenService.Rules.Authentication;

namespace AdminPortal.Domain.Storage.Sqlite.Journal;

/// <summary>
/// Writes a batch in one transaction and keeps each entry's own outcome: the loser of a race gets its refusal, the rest of the batch
/// commits. Not thread-safe.
/// </summary>
internal sealed class JournalBatch(JournalConnection store, ProvenTime time, TimeProvider clock) : IDisposable
{
    /// <summary>
    /// How many older replay records are examined for each new one. The scan continues where the last batch ended, anywhere in the table;
    /// as long as more than every fourth is expired, more are deleted than added.
    /// </summary>
    internal const int LookedAt = 4;

    // A content is marked as in use for a day longer than its token lives, so that the mark is written once a day and not with each token.
    private static readonly TimeSpan InUseFor = TimeSpan.FromDays(1);

    private const int KnownContents = 10_000;

    // Until when each content is marked as in use, by its ID: the same content may be a new object for each request.
    private readonly Dictionary<Guid, DateTimeOffset> _written = [];
    private Dictionary<Guid, DateTimeOffset> _known = [];
    private Dictionary<Guid, DateTimeOffset> _knownBefore = [];

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

    /// <summary>Discards the open batch.</summary>
    public void Abandon()
    {
        _written.Clear();
        store.Reset();
    }

    public void Dispose() => store.Dispose();

    private JournalOutcome Write(JournalEntry entry) => entry switch
    {
        { Client: { } client, Token: { } issued } => Write(issued, client, entry.Assertion),
        { Revoked: { } revoked } when !store.TryRevoke(revoked, clock.GetUtcNow()) => JournalOutcome.NothingToRevoke,
        { Client: { } client } when !store.IsCurrent(client) => JournalOutcome.ClientChanged,
        { Assertion: { } assertion } when !store.TryUse(assertion) => JournalOutcome.AssertionUsed,
        _ => JournalOutcome.Recorded,
    };

    private JournalOutcome Write(TokenToRecord issued, ClientSnapshot client, UsedAssertion? assertion)
    {
        // The insert's condition is the final check (optimistic concurrency) against a stale copy of the client, the catalogue or the key.
        if (!store.TryInsert(issued.Token, issued.Content.KeyId, client))
        {
            return store.IsUsable(issued.Content.KeyId) ? JournalOutcome.ClientChanged : JournalOutcome.KeyWithdrawn;
        }

        WriteContent(issued.Content, issued.Token.ExpiresAt);
        if (assertion is null || store.TryUse(assertion))
        {
            return JournalOutcome.Recorded;
        }

        store.TakeBack(issued.Token.JwtId);
        return JournalOutcome.AssertionUsed;
    }

    private void WriteContent(TokenContent content, DateTimeOffset expiresAt)
    {
        var id = new Guid(content.Id);
        if (_known.GetValueOrDefault(id) >= expiresAt || _knownBefore.GetValueOrDefault(id) >= expiresAt || _written.GetValueOrDefault(id) >= expiresAt)
        {
            return;
        }

        var usedUntil = expiresAt + InUseFor;
        store.WriteContent(content, usedUntil);
        _written[id] = usedUntil;
    }

    // Only committed marks are remembered; after a fault they are written again. When there are too many, the older half is dropped.
    private void Remember()
    {
        if (_known.Count + _written.Count > KnownContents)
        {
            (_known, _knownBefore) = ([], _known);
        }

        foreach (var (id, usedUntil) in _written)
        {
            _known[id] = usedUntil;
        }

        _written.Clear();
    }
}
