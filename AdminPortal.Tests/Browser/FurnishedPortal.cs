using AdminPortal.Domain;
using AdminPortal.Domain.AccessTokens.Listing;
using AdminPortal.Domain.AccessTokens.Revoking;
using AdminPortal.Domain.AccessTokens.Rules;
using AdminPortal.Domain.Storage;
using AdminPortal.Domain.TokenFailures;
using AdminPortal.Tests.Support;
using Microsoft.Playwright;

namespace AdminPortal.Tests.Browser;

/// <summary>
/// A running program with a first administrator and a few clients, which may publish keys on this machine; for journeys that leave the
/// program as it is.
/// </summary>
public sealed class FurnishedPortal(Chromium chromium) : IAsyncLifetime
{
    private string? _session;

    public PortalProcess Portal { get; private set; } = null!;

    public ClientId Client { get; private set; } = null!;

    /// <summary>The reference of a token request of <see cref="Client"/> that was refused.</summary>
    public string Failure { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        Portal = await PortalProcess.StartAsync(
            TestContext.Current.CancellationToken,
            ("Portal:Setup:UserName", Visitor.UserName),
            ("Portal:Setup:Password", Visitor.Password),
            ("Portal:JwksFetch:AllowedHosts:0", "127.0.0.1"));
        await using var store = await StoreBeside.OpenAsync(Portal);
        (Client, _) = await store.AddClientAsync("Billing sync", services: 2, isActive: true, 30, 365);
        await store.AddClientAsync("Nightly export to the data warehouse", services: 4, isActive: true, 90);
        await store.AddClientAsync("Retired importer", services: 0, isActive: false);
        await IssueTokensAsync(store);
        var journal = store.Get<FailureJournal>();
        journal.Fail(Client.Value, "iat is 74 s ahead of this server's clock");
        journal.Fail(Client.Value, "kid '2027-01' is not known; the client has 'NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs', '2026-07'");
        Failure = journal.Fail(
            Client.Value, "aud is 'https://id.example/token'; it must be https://portal.example or https://portal.example/oauth2/v1/token").Value;
        journal.Throttle(Client.Value);
        await journal.FlushAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>A visitor who is signed in: the first signs in, the others bring the same session.</summary>
    public async Task<Visitor> VisitAsync(ColorScheme colours, int width = 1280)
    {
        if (_session is null)
        {
            await using var first = await chromium.VisitAsync(Portal.PublicUrl);
            await first.SignInAsync();
            _session = await first.SessionAsync();
        }

        return await chromium.VisitAsync(Portal.PublicUrl, colours, width, session: _session);
    }

    // Live ones, one that was revoked, one that expired.
    private async Task IssueTokensAsync(StoreBeside store)
    {
        await using (var change = await store.Get<PortalStore>().BeginChangeAsync(TestContext.Current.CancellationToken))
        {
            await change.Db.IssueManyAsync(Client, 30, DateTimeOffset.UtcNow.AddSeconds(-30), TimeSpan.FromMinutes(4));
            await change.CommitAsync(TestContext.Current.CancellationToken);
        }

        var page = await store.Get<ListIssuedTokens>().ExecuteAsync(new TokenQuery(), StoreBeside.Operator, TestContext.Current.CancellationToken);
        await store.Get<RevokeAccessToken>().ExecuteAsync(page.Value.Rows[2].JwtId, StoreBeside.Operator, TestContext.Current.CancellationToken);
    }

    public ValueTask DisposeAsync() => Portal.DisposeAsync();
}
