using AdminPortal.Domain.AccessTokens.Listing;
using AdminPortal.Domain.AccessTokens.Revoking;
using AdminPortal.Domain.AccessTokens.Rules;
using AdminPortal.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Tests.Domain.AccessTokens;

/// <summary>However many tokens are on record, no question of the Tokens page reads them all: SQLite says how it would go about each.</summary>
public sealed class QueryPlanTests : TokenListTest
{
    public static TheoryData<string, TokenStatus?> Filters
    {
        get
        {
            var data = new TheoryData<string, TokenStatus?>();
            foreach (var filter in new[] { "none", "expiry", "client", "search" })
            {
                data.Add(filter, null);
                data.Add(filter, TokenStatus.Active);
                data.Add(filter, TokenStatus.Expired);
                data.Add(filter, TokenStatus.Revoked);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Filters))]
    public async Task No_filter_reads_the_tokens_from_end_to_end(string filter, TokenStatus? status)
    {
        var token = await Host.IssueAsync(Client, keyId: "leaked");
        await Host.RevokeKeyAsync("leaked");
        await Host.Get<RevokeAccessToken>().ExecuteAsync(await Host.IssueAsync(Client), Host.Superuser, Cancellation);
        var query = AnyTime with
        {
            Status = status,
            Expires = filter == "expiry" ? new Period.Past(Day) : Period.Any,
            Client = filter == "client" ? Client : null,
            Search = filter == "search" ? "billing" : "",
        };

        using var log = new SqlCommandLog(Host.DatabaseFile);
        await ListAsync(query);
        await ListAsync(query with { Before = token });
        await ListAsync(query with { After = token });
        await Host.Get<CountNewerTokens>().ExecuteAsync(query, token, Host.Auditor, Cancellation);
        await Host.Get<CountLiveTokens>().ExecuteAsync(Client, Host.Auditor, Cancellation);

        var asked = log.Commands.Where(sql => sql.Contains("IssuedTokens", StringComparison.Ordinal)).Distinct(StringComparer.Ordinal).ToList();
        Assert.NotEmpty(asked);
        foreach (var sql in asked)
        {
            var plan = await PlanAsync(sql);
            Assert.DoesNotContain(
                plan,
                step => step.StartsWith("SCAN t", StringComparison.Ordinal) || step.Contains("SCAN IssuedTokens", StringComparison.Ordinal));
            Assert.DoesNotContain(plan, step => step.Contains("USE TEMP B-TREE", StringComparison.Ordinal)
                && status != TokenStatus.Revoked && !sql.Contains("JOIN", StringComparison.Ordinal));
        }
    }

    private async Task<IReadOnlyList<string>> PlanAsync(string sql)
    {
        await using var db = await Host.ReadAsync();
        await db.Database.OpenConnectionAsync(Cancellation);
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = $"EXPLAIN QUERY PLAN {sql}";
        foreach (var name in System.Text.RegularExpressions.Regex.Matches(sql, "@[a-zA-Z_0-9]+").Select(match => match.Value).Distinct(StringComparer.Ordinal))
        {
            command.Parameters.Add(new SqliteParameter(name, DBNull.Value));
        }

        List<string> steps = [];
        await using var reader = await command.ExecuteReaderAsync(Cancellation);
        while (await reader.ReadAsync(Cancellation))
        {
            steps.Add(reader.GetString(3));
        }

        return steps;
    }
}
