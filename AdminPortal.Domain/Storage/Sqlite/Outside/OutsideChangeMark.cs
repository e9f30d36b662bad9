using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace AdminPortal.Domain.Storage.Sqlite.Outside;

// This room owns how processes on one file of SQLite count their changes for each other. It protects a commit, with which its count is one.
// It must never wait for whoever reads it.

/// <summary>
/// Counts commits made outside the portal, by a command-line verb, within the same transaction, so that a portal on the same store notices
/// them. The counter is SQLite's <c>user_version</c>, which belongs to the application and is stored in the first page of the file.
/// </summary>
internal sealed class OutsideChangeMark : DbTransactionInterceptor
{
    internal const string Read = "PRAGMA user_version";

    /// <summary>Whether this process is not the portal itself.</summary>
    internal bool IsOutside { get; set; }

    public override InterceptionResult TransactionCommitting(
        DbTransaction transaction, TransactionEventData eventData, InterceptionResult result)
    {
        if (IsOutside)
        {
            Count(transaction);
        }

        return result;
    }

    public override ValueTask<InterceptionResult> TransactionCommittingAsync(
        DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default) =>
        new(TransactionCommitting(transaction, eventData, result));

    // A pragma takes no parameters. The number is a signed 32-bit integer and wraps around.
    private static void Count(DbTransaction transaction)
    {
        using var command = transaction.Connection!.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = Read;
        var next = ((long)command.ExecuteScalar()! + 1) % int.MaxValue;
#pragma warning disable CA2100 // The number is not user input.
        command.CommandText = FormattableString.Invariant($"{Read}={next}");
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}
