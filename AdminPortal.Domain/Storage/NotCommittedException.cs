using System.Data.Common;

namespace AdminPortal.Domain.Storage;

/// <summary>A change that the store did not take: nothing of it happened. A fault, not an answer: whoever asked must not hear that it was done.</summary>
public sealed class NotCommittedException(Exception cause)
    : DbException($"the change was not committed: {(cause.InnerException ?? cause).Message}", cause);
