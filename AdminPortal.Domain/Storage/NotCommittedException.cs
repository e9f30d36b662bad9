using System.Data.Common;

namespace AdminPortal.Domain.Storage;

/// <summary>
/// A change that the store refused: nothing of it took effect. An exception, not a result: the caller must not be told that it was done.
/// </summary>
public sealed class NotCommittedException(Exception cause)
    : DbException($"the change was not committed: {(cause.InnerException ?? cause).Message}", cause);
