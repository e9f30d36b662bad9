using System.Data.Common;
using System.Globalization;
using AdminPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Tests.Storage;

/// <summary>What the store's own engine says of a connection, and how a time stands in it.</summary>
public sealed class StoreConnectionTests
{
    [Theory]
    [InlineData("journal_mode", "wal")]
    [InlineData("synchronous", "2")]
    [InlineData("foreign_keys", "1")]
    [InlineData("busy_timeout", "5000")]
    public async Task A_connection_survives_a_power_cut_keeps_its_references_and_has_patience(string pragma, string value)
    {
        await using var host = await DomainHost.StartAsync();

        Assert.Equal(value, await AskAsync(host, $"PRAGMA {pragma}"));
    }

    [Fact]
    public async Task A_time_is_stored_as_unix_milliseconds()
    {
        await using var host = await DomainHost.StartAsync();
        host.Clock.Advance(TimeSpan.FromMilliseconds(123));
        await host.AddClientAsync("Billing sync");

        Assert.Equal("integer", await AskAsync(host, "SELECT typeof(\"CreatedAt\") FROM \"ApiClients\""));
        Assert.Equal(
            host.Clock.GetUtcNow().ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture),
            await AskAsync(host, "SELECT \"CreatedAt\" FROM \"ApiClients\""));
    }

    [Fact]
    public async Task A_reference_to_nothing_is_refused()
    {
        await using var host = await DomainHost.StartAsync();

        await Assert.ThrowsAnyAsync<DbException>(() => host.ExecuteSqlAsync(
            $"""INSERT INTO "ResourceGrants" ("ClientId", "ServiceId", "RoleId") VALUES ('a1b2c3d4e5f6g', 'nowhere', 'nothing')"""));
    }

    private static async Task<string?> AskAsync(DomainHost host, string sql)
    {
        await using var db = await host.ReadAsync();
        await db.Database.OpenConnectionAsync(DomainHost.Cancellation);
        await using var command = db.Database.GetDbConnection().CreateCommand();
#pragma warning disable CA2100 // The test's own words.
        command.CommandText = sql;
#pragma warning restore CA2100
        return Convert.ToString(await command.ExecuteScalarAsync(DomainHost.Cancellation), CultureInfo.InvariantCulture);
    }
}
