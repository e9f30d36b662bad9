using System.Text.Json;
using AdminPortal.Domain.Storage.Seams;
using AdminPortal.Domain.TokenFailures.Rules;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Domain.Storage.Sqlite;

/// <summary>Refused requests in SQLite: the rows of a batch reach its one statement as JSON.</summary>
internal sealed class SqliteFailures : IFailureStore
{
    /// <summary>One statement for a whole batch: other writers are waiting meanwhile.</summary>
    private const string Write =
        """
        INSERT OR IGNORE INTO TokenFailures
            (Reference, OccurredAt, ClientId, PresentedClientId, SourceAddress, SourceNetwork, IsProved, Method, Code, Reason)
        SELECT value->>'Reference', value->>'OccurredAt', value->>'ClientId', value->>'PresentedClientId', value->>'SourceAddress',
            value->>'SourceNetwork', value->>'IsProved', value->>'Method', value->>'Code', value->>'Reason'
        FROM json_each(@rows)
        """;

    /// <summary>Adds each of <c>@rows</c> to the count of its client and day.</summary>
    private const string Count =
        """
        INSERT INTO ThrottledFailureCounts (ClientId, Day, Count, LastAt)
        SELECT value->>'ClientId', value->>'Day', 0, 0 FROM json_each(@rows) AS counted
        WHERE NOT EXISTS (
            SELECT 1 FROM ThrottledFailureCounts AS kept
            WHERE kept.ClientId IS (counted.value->>'ClientId') AND kept.Day = (counted.value->>'Day'));
        UPDATE ThrottledFailureCounts AS kept
        SET Count = kept.Count + (counted.value->>'Count'), LastAt = max(kept.LastAt, counted.value->>'LastAt')
        FROM json_each(@rows) AS counted
        WHERE kept.ClientId IS (counted.value->>'ClientId') AND kept.Day = (counted.value->>'Day')
        """;

    /// <summary>
    /// Deletes the excess records of <c>@clients</c>, and of strangers if <c>@strangers</c> is set: each kind, verified and unverified,
    /// separately. Sources take turns, the newest of each first (fairness): a source that fails often pushes out its own records first.
    /// </summary>
    private const string Clear =
        """
        DELETE FROM TokenFailures WHERE Id IN (
            SELECT Id FROM (
                SELECT Id, ClientId, row_number() OVER (PARTITION BY ClientId, IsProved ORDER BY Turn, Id DESC) AS Place FROM (
                    SELECT Id, ClientId, IsProved,
                        row_number() OVER (PARTITION BY ClientId, IsProved, SourceNetwork ORDER BY Id DESC) AS Turn
                    FROM TokenFailures
                    WHERE ClientId IN (SELECT value FROM json_each(@clients)) OR (@strangers AND ClientId IS NULL)))
            WHERE Place > iif(ClientId IS NULL, @ofStrangers, @perClient) LIMIT @most)
        """;

    // A known client goes into its own column; only an unknown ID is kept as it was presented.
    public Task WriteAsync(PortalDbContext db, IReadOnlyList<FailureOfClient> failures, CancellationToken cancellation) => ExecuteAsync(
        db,
        Write,
        cancellation,
        ("@rows", JsonSerializer.Serialize(
            from one in failures
            let failure = one.Failure
            select new
            {
                Reference = failure.Reference.Value,
                OccurredAt = failure.OccurredAt.ToUnixTimeMilliseconds(),
                ClientId = one.Client?.Value,
                PresentedClientId = one.Client is null ? failure.PresentedClientId : null,
                failure.SourceAddress,
                failure.SourceNetwork,
                failure.IsProved,
                failure.Method,
                failure.Code,
                failure.Reason,
            })));

    public Task CountAsync(PortalDbContext db, IEnumerable<ThrottledOfClient> throttled, CancellationToken cancellation) => ExecuteAsync(
        db,
        Count,
        cancellation,
        ("@rows", JsonSerializer.Serialize(
            from counted in throttled
            select new
            {
                ClientId = counted.Client?.Value,
                counted.Day,
                counted.Count,
                LastAt = counted.LastAt.ToUnixTimeMilliseconds(),
            })));

    public Task MakeRoomAsync(
        PortalDbContext db, IReadOnlyCollection<ClientId?> clients, FailureBounds bounds, int most, CancellationToken cancellation) => ExecuteAsync(
        db,
        Clear,
        cancellation,
        ("@clients", JsonSerializer.Serialize(clients.OfType<ClientId>().Distinct().Select(client => client.Value))),
        ("@strangers", clients.Contains(null)),
        ("@ofStrangers", bounds.OfUnknownClients),
        ("@perClient", bounds.PerClient),
        ("@most", most));

    private static Task<int> ExecuteAsync(
        PortalDbContext db, string statement, CancellationToken cancellation, params (string Name, object Value)[] parameters) =>
        db.Database.ExecuteSqlRawAsync(statement, parameters.Select(parameter => new SqliteParameter(parameter.Name, parameter.Value)), cancellation);
}
