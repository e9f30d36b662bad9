using System.Data.Common;
using AdminPortal.Domain.TokenService.Authentication;
using AdminPortal.Domain.TokenService.Journal;

namespace AdminPortal.Domain.Storage.Seams;

/// <summary>Where the issuance journal's batches go. One thread uses it.</summary>
public interface IJournalStore
{
    /// <summary>
    /// Commits a batch, whole and durably, and notes each entry's own outcome: the loser of a race gets its refusal, the rest of the batch
    /// commits. Answers how long that took from the moment when its turn had come.
    /// </summary>
    /// <exception cref="DbException">The store does not take it.</exception>
    internal TimeSpan Write(IReadOnlyList<JournalEntry> entries, IReadOnlyList<LastUsedMark> marks);

    /// <summary>After a fault: nothing of the open batch counts, and the next one begins on a fresh connection.</summary>
    internal void Abandon();
}
