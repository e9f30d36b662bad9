using AdminPortal.Domain.Storage;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Tests.OAuth.Records;

/// <summary>What tokens say alike is written once a day, whatever else was said in between.</summary>
public sealed class TokenContentTests : IAsyncLifetime
{
    private readonly OAuthHost _host = new();

    public async ValueTask InitializeAsync()
    {
        await _host.InitializeAsync();
        await _host.ExecuteSqlAsync($"""CREATE TABLE "ContentWrites" ("Id" INTEGER PRIMARY KEY)""");
        await _host.ExecuteSqlAsync($"""CREATE TRIGGER Made AFTER INSERT ON "TokenContents" BEGIN INSERT INTO "ContentWrites" VALUES (NULL); END""");
        await _host.ExecuteSqlAsync($"""CREATE TRIGGER Again AFTER UPDATE ON "TokenContents" BEGIN INSERT INTO "ContentWrites" VALUES (NULL); END""");
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task A_client_that_alternates_its_scopes_has_each_content_written_once_a_day()
    {
        var client = await _host.AddClientAsync(OAuthHost.Reader, OAuthHost.Admin);
        // The last two are the same content, asked for in words that are not kept.
        string[] scopes =
        [
            OAuthHost.ReaderScope, OAuthHost.AdminScope,
            $"{OAuthHost.AdminScope} {OAuthHost.ReaderScope}", $"{OAuthHost.ReaderScope} {OAuthHost.ReaderScope}",
        ];

        await AskForEachAsync();
        await AskForEachAsync();
        Assert.Equal(3, await WritesAsync());

        _host.Clock.Advance(TimeSpan.FromHours(25));
        await AskForEachAsync();
        await AskForEachAsync();
        Assert.Equal(6, await WritesAsync());

        async Task AskForEachAsync()
        {
            foreach (var scope in scopes)
            {
                Assert.Equal(200, (await _host.PostAsync(client.Form(("scope", scope)))).Status);
            }
        }
    }

    private async Task<long> WritesAsync()
    {
        await using var db = await _host.Get<PortalStore>().ReadAsync(OAuthHost.Cancellation);
        return await db.Database.SqlQueryRaw<long>("SELECT COUNT(*) AS \"Value\" FROM \"ContentWrites\"").SingleAsync(OAuthHost.Cancellation);
    }
}
