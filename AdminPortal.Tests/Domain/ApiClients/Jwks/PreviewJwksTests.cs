using AdminPortal.Domain.Administrators;
using AdminPortal.Domain.ApiClients.Jwks;
using AdminPortal.Domain.ApiClients.Jwks.Caching;
using AdminPortal.Domain.ApiClients.Jwks.Fetching;
using AdminPortal.Domain.ApiClients.Rules.Jwks;
using AdminPortal.Domain.Auditing.Rules;
using AdminPortal.Domain.Permissions.Rules;
using AdminPortal.Domain.Storage;
using AdminPortal.Domain.Telemetry;
using AdminPortal.Tests.Domain.ApiClients.Jwks.Fetching;
using AdminPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Tests.Domain.ApiClients.Jwks;

public sealed class PreviewJwksTests
{
    [Fact]
    public async Task A_preview_shows_what_the_URL_publishes_and_leaves_no_entry()
    {
        await using var host = await DomainHost.StartAsync();
        await using var server = KeyServer.Publishing(PublishedKeys.Json());

        var preview = (await PreviewOf(host, server).ExecuteAsync(server.Uri().Value, host.Superuser, DomainHost.Cancellation)).Value;

        Assert.Equal((server.Uri(), host.Clock.GetUtcNow()), (preview.Uri, preview.VisitedAt));
        Assert.Single(Assert.IsType<JwksFetchOutcome.Fetched>(preview.Outcome).Keys.Keys);
        await using var db = await host.ReadAsync();
        Assert.False(await db.AuditEntries.AnyAsync(entry => entry.Action == "View", DomainHost.Cancellation));
    }

    [Fact]
    public async Task Who_may_not_change_clients_sends_the_portal_nowhere_and_that_is_recorded()
    {
        await using var host = await DomainHost.StartAsync();
        await using var server = KeyServer.Publishing(PublishedKeys.Json());
        var preview = PreviewOf(host, server);

        foreach (var actor in new[] { host.Auditor, host.Nobody, new Actor.Anonymous("x", null) })
        {
            var refusal = await preview.ExecuteAsync(server.Uri().Value, actor, DomainHost.Cancellation);
            Assert.Equal(PermissionErrors.MissingCode, refusal.Errors[0].Code);
        }

        Assert.Equal(0, server.Connections);
        await using var db = await host.ReadAsync();
        Assert.Equal(3, await db.AuditEntries.CountAsync(entry => entry.Result == AuditResult.Failure, DomainHost.Cancellation));
    }

    [Fact]
    public async Task A_URL_that_cannot_be_saved_is_not_visited_either()
    {
        await using var host = await DomainHost.StartAsync();

        var preview = await host.Get<PreviewJwks>().ExecuteAsync("http://127.0.0.1/keys", host.Superuser, DomainHost.Cancellation);

        Assert.Equal([JwksErrors.NotHttps], preview.Errors);
    }

    [Fact]
    public async Task An_administrator_looks_at_ten_URLs_a_minute_and_not_around_the_network()
    {
        await using var host = await DomainHost.StartAsync();
        await using var server = KeyServer.Answering("HTTP/1.1 404 Not Found");
        var preview = PreviewOf(host, server);
        var other = await host.AddAdministratorAsync("other", AdminRole.SuperAdministrator);
        for (var number = 0; number < PreviewJwks.Limit; number++)
        {
            Assert.True((await preview.ExecuteAsync(server.Uri().Value, host.Superuser, DomainHost.Cancellation)).IsSuccess);
        }

        var eleventh = await preview.ExecuteAsync(server.Uri().Value, host.Superuser, DomainHost.Cancellation);

        Assert.Equal("Keys were fetched too often in the last minute. Try again in 60 seconds", Assert.Single(eleventh.Errors).Message);
        Assert.Equal(PreviewJwks.Limit, server.Connections);
        Assert.True((await preview.ExecuteAsync(server.Uri().Value, other, DomainHost.Cancellation)).IsSuccess);
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.True((await preview.ExecuteAsync(server.Uri().Value, host.Superuser, DomainHost.Cancellation)).IsSuccess);
    }

    [Fact]
    public async Task A_preview_of_a_URL_in_use_refreshes_what_the_token_endpoint_holds()
    {
        await using var host = await DomainHost.StartAsync();
        await using var server = KeyServer.Publishing(PublishedKeys.Json());
        var fetcher = FetcherFor(server);
        var cache = new ClientJwksCache(fetcher, host.Get<PortalMetrics>(), host.Clock);
        await cache.FindKeysAsync(server.Uri(), "k1", DomainHost.Cancellation);
        host.Clock.Advance(TimeSpan.FromMinutes(3));

        await PreviewOf(host, server, cache).ExecuteAsync(server.Uri().Value, host.Superuser, DomainHost.Cancellation);

        Assert.Equal(host.Clock.GetUtcNow(), cache.Peek(server.Uri())!.LastGoodFetch);
    }

    private static PreviewJwks PreviewOf(DomainHost host, KeyServer server, ClientJwksCache? cache = null) => new(
        host.Get<PortalStore>(), host.Get<PermissionGate>(), server.Allowing("127.0.0.1"),
        cache ?? new ClientJwksCache(FetcherFor(server), host.Get<PortalMetrics>(), host.Clock), host.Clock);

    private static JwksFetcher FetcherFor(KeyServer server) => new(server.Allowing("127.0.0.1")) { TimeLimit = TimeSpan.FromMinutes(2) };
}
