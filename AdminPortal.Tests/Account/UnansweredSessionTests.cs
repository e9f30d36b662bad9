using System.Net;
using AdminPortal.Tests.Support;
using Microsoft.Data.Sqlite;

namespace AdminPortal.Tests.Account;

/// <summary>Whether a session counts is the store's word. A store that says nothing has not said no.</summary>
public sealed class UnansweredSessionTests : IAsyncLifetime
{
    private PortalProcess _portal = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _portal = await PortalProcess.StartAsync(Cancellation, PortalWithAlice.Settings);

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    [Fact]
    public async Task A_page_that_is_asked_for_while_the_store_fails_is_the_page_of_faults_and_signs_nobody_out()
    {
        using var browser = new Browser(_portal.PublicUrl);
        await browser.SignInAsync("alice", PortalWithAlice.Password);

        await RenameAsync("Administrators", "Gone");
        var failed = await browser.GetAsync("/administration");
        await RenameAsync("Gone", "Administrators");
        var answered = await browser.GetAsync("/administration");

        Assert.Equal((HttpStatusCode.InternalServerError, "Something went wrong"), (failed.Status, failed.Heading));
        Assert.Contains("Reference:", failed.Html, StringComparison.Ordinal);
        Assert.Empty(failed.SetCookies);
        Assert.Equal(HttpStatusCode.OK, answered.Status);
    }

    private async Task RenameAsync(string table, string to)
    {
        await using var store = new SqliteConnection($"Data Source={_portal.DataDirectory}/portal.db;Pooling=False");
        await store.OpenAsync(Cancellation);
        await using var renaming = store.CreateCommand();
#pragma warning disable CA2100 // The test's own words.
        renaming.CommandText = $"ALTER TABLE \"{table}\" RENAME TO \"{to}\"";
#pragma warning restore CA2100
        await renaming.ExecuteNonQueryAsync(Cancellation);
    }
}
