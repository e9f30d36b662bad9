using AdminPortal.Domain;
using AdminPortal.Domain.AccessTokens.Revoking;
using AdminPortal.Domain.Administrators;
using AdminPortal.Domain.ApiClients;
using AdminPortal.Domain.ApiClients.Jwks;
using AdminPortal.Domain.ApiClients.Rules;
using AdminPortal.Domain.Auditing.Rules;
using AdminPortal.Domain.Permissions.Rules;
using AdminPortal.Domain.SigningKeys;
using AdminPortal.Domain.SigningKeys.Rotation;
using AdminPortal.Domain.Storage;
using AdminPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Tests.Domain.Administrators;

/// <summary>What stays of something that the permission gate refused: a line in the audit log, and nothing else.</summary>
public sealed class RefusalRecordTests
{
    private static CancellationToken Cancellation => DomainHost.Cancellation;

    [Fact]
    public async Task A_refusal_is_recorded_without_what_the_change_had_gathered()
    {
        await using var host = await DomainHost.StartAsync();
        await using (var change = await host.Get<PortalStore>().BeginChangeAsync(Cancellation))
        {
            change.Db.ApiClients.Add(ClientSeed.Register(new ApiClientDetails { Name = "Smuggled" }, "nobody", host.Clock.GetUtcNow()));
            await change.Db.Database.ExecuteSqlAsync($"DELETE FROM \"AdminRolePermissions\"", Cancellation);

            var refused = await host.Get<PermissionGate>().AskAsync(change, host.Nobody, ApiClientActions.Delete, "a client", Cancellation);

            Assert.False(refused.IsSuccess);
            await Assert.ThrowsAnyAsync<InvalidOperationException>(() => change.CommitAsync(Cancellation));
        }

        await using var db = await host.ReadAsync();
        Assert.Empty(await db.ApiClients.ToListAsync(Cancellation));
        Assert.NotEmpty(await db.Set<AdminRolePermission>().ToListAsync(Cancellation));
        Assert.Equal("a client", (await LastEntryAsync(db)).Resource);
    }

    [Fact]
    public async Task A_refused_change_that_is_asked_for_ahead_names_what_it_was_for()
    {
        await using var host = await DomainHost.StartAsync();
        var id = await host.AddClientAsync("Billing sync");
        var key = host.Get<SigningKeyRing>().Current.KeyId;

        await NamesAsync(host, id.Value, () => host.Get<RevokeClientTokens>().ExecuteAsync(id, host.Nobody, Cancellation));
        await NamesAsync(host, key, () => host.Get<RotateSigningKey>().ExecuteAsync(host.Nobody, Cancellation));
        await NamesAsync(host, key, () => host.Get<ReplaceSigningKeyNow>().ExecuteAsync(key, host.Nobody, Cancellation));
        await NamesAsync(host, key, () => host.Get<RevokePreviousSigningKey>().ExecuteAsync(key, host.Nobody, Cancellation));
        await NamesAsync(host, id.Value, () => host.Get<CountLiveTokens>().ExecuteAsync(id, host.Nobody, Cancellation));
        await NamesAsync(host, id.Value, () => host.Get<GetApiClient>().ExecuteAsync(id, host.Nobody, Cancellation));
        await NamesAsync(host, id.Value, () => host.Get<GetHeldKeys>().ExecuteAsync(id, host.Nobody, Cancellation));
    }

    private static async Task NamesAsync<T>(DomainHost host, string resource, Func<Task<Result<T>>> ask)
    {
        Assert.Equal(PermissionErrors.MissingCode, (await ask()).Errors[0].Code);

        await using var db = await host.ReadAsync();
        var entry = await LastEntryAsync(db);
        Assert.Equal((AuditResult.Failure, resource, "nobody"), (entry.Result, entry.Resource, entry.ActorName));
    }

    private static Task<AuditEntry> LastEntryAsync(PortalDbContext db) => db.AuditEntries.OrderByDescending(entry => entry.Id).FirstAsync(Cancellation);
}
