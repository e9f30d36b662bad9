using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace AdminPortal.Domain.Storage.Sqlite.Outside;

// This room owns how processes on one file of SQLite count their changes for each other. It protects a commit, with which its count is one.
// It must never wait for whoever reads it.

/// <summary>
/// Counts what is committed from outside of the portal, by a verb of the command line, within the very transaction, so that a portal on
/// the same store hears of it. The count is SQLite's <c>user_version</c>, which belongs to the application and lies in the first page of
/// the file.
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

    // A pragma takes no parameters. The number is 32 bits with a sign, and after the last one it begins anew.
    private static void Count(DbTransaction transaction)
    {
        using var command = transaction.Connection!.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = Read;
        var next = ((long)command.ExecuteScalar()! + 1) % int.MaxValue;
#pragma warning disable CA2100 // A number of our own.
        command.CommandText = FormattableString.Invariant($"{Read}={next}");
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}
