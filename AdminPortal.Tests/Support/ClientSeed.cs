using AdminPortal.Domain;
using AdminPortal.Domain.ApiClients;
using AdminPortal.Domain.ApiClients.Rules;
using AdminPortal.Domain.ApiClients.Rules.Jwks.Fetching;
using AdminPortal.Domain.ApiClients.Rules.Secrets;
using AdminPortal.Domain.Storage;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Tests.Support;

/// <summary>Clients for lists: many at once, one with a secret that ends on a given day, one that was used at a given time.</summary>
internal static class ClientSeed
{
    private static readonly ApiClientDetailsValidator Door = new(new OutboundAddressPolicy(JwksFetchOptions.None));

    /// <summary>What the use cases make of details before they hand them to a client.</summary>
    public static CheckedApiClientDetails Checked(this ApiClientDetails details) => Door.Read(details).Value;

    /// <summary>A client past the use cases: of its roles nobody asks the catalogue.</summary>
    public static ApiClient Register(ApiClientDetails details, string by, DateTimeOffset now) =>
        ApiClient.Register(details.Checked(), new CheckedRoles(details.Roles), by, now);

    /// <summary>"Client 001" and so on, in one change: a test that turns pages needs many.</summary>
    public static async Task AddClientsAsync(this DomainHost host, int count)
    {
        await using var change = await host.Get<PortalStore>().BeginChangeAsync(DomainHost.Cancellation);
        change.Db.ApiClients.AddRange(Enumerable.Range(1, count).Select(number =>
            Register(new ApiClientDetails { Name = $"Client {number:D3}" }, "seed", host.Clock.GetUtcNow())));
        await change.CommitAsync(DomainHost.Cancellation);
    }

    public static Task<ClientId> AddClientAsync(this DomainHost host, string name, string description = "", bool active = true) =>
        host.AddClientAsync(new ApiClientDetails { Name = name, Description = description, IsActive = active });

    /// <summary>The end is written past the rules, which would not make a secret that is about to end.</summary>
    public static async Task<ClientId> AddClientEndingAsync(this DomainHost host, string name, TimeSpan fromNow)
    {
        var id = await host.AddClientAsync(
            new ApiClientDetails { Name = name }, new PendingSecret(PlaintextSecret.Generate().Hash(), SecretValidity.Default));
        var end = (host.Clock.GetUtcNow() + fromNow).ToUnixTimeMilliseconds();
        await host.ExecuteSqlAsync($"""UPDATE "ApiClients" SET "NextExpiry" = {end} WHERE "Id" = {id.Value}""");
        return id;
    }

    /// <summary>As the token service does when it issues a token.</summary>
    public static async Task UseAsync(this DomainHost host, ClientId id, TimeSpan ago, string from)
    {
        var at = (host.Clock.GetUtcNow() - ago).ToUnixTimeMilliseconds();
        await host.ExecuteSqlAsync($"""UPDATE "ApiClients" SET "LastUsedAt" = {at}, "LastUsedFrom" = {from} WHERE "Id" = {id.Value}""");
    }

    /// <summary>For what no use case does: breaking the store and mending it. What stands in braces goes as a parameter.</summary>
    public static async Task ExecuteSqlAsync(this DomainHost host, FormattableString sql)
    {
        await using var db = await host.ReadAsync();
        await db.Database.ExecuteSqlAsync(sql, DomainHost.Cancellation);
    }

    /// <summary>A statement that is put together, or comes from a table of them; a name cannot be a parameter.</summary>
    public static async Task ExecuteSqlRawAsync(this DomainHost host, string sql)
    {
        await using var db = await host.ReadAsync();
        await db.Database.ExecuteSqlRawAsync(sql, DomainHost.Cancellation);
    }

    /// <summary>Whoever reads or writes the table meets a fault until it has its name again.</summary>
    public static Task RenameTableAsync(this DomainHost host, string table, string to) =>
        host.ExecuteSqlRawAsync($"ALTER TABLE \"{table}\" RENAME TO \"{to}\"");
}
