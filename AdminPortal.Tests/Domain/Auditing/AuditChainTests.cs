using AdminPortal.Domain.Administrators;
using AdminPortal.Domain.ApiClients.Rules;
using AdminPortal.Domain.ApiResources.Rules;
using AdminPortal.Domain.Auditing.Keeping;
using AdminPortal.Domain.Auditing.Rules;
using AdminPortal.Domain.Storage;
using AdminPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Tests.Domain.Auditing;

public sealed class AuditChainTests
{
    private static CancellationToken Cancellation => DomainHost.Cancellation;

    [Fact]
    public async Task An_untouched_chain_is_intact()
    {
        await using var host = await StartWithEntriesAsync();
        await using var db = await host.ReadAsync();
        var entries = await db.AuditEntries.CountAsync(Cancellation);

        Assert.True(entries > 3);
        Assert.Equal(new AuditVerdict.Intact(entries, entries), await VerifyAsync(host));
    }

    [Theory]
    [InlineData("""UPDATE "AuditEntries" SET "Resource" = 'forged' WHERE "Id" = {0}""", 0, "was edited")]
    [InlineData("""UPDATE "AuditEntries" SET "ActorName" = 'somebody' WHERE "Id" = {0}""", 0, "was edited")]
    [InlineData("""UPDATE "AuditEntries" SET "SourceAddress" = NULL WHERE "Id" = {0}""", 0, "was edited")]
    [InlineData("""UPDATE "AuditEntries" SET "Action" = "Action" || "Category", "Category" = '' WHERE "Id" = {0}""", 0, "was edited")]
    [InlineData("""DELETE FROM "AuditEntries" WHERE "Id" = {0}""", 1, "is missing")]
    [InlineData("""DELETE FROM "AuditEntries" WHERE "Id" <= {0}""", 1, "entry 1 is missing")]
    public async Task An_edited_or_missing_entry_shows(string tampering, long behind, string why)
    {
        await using var host = await StartWithEntriesAsync();
        await using var db = await host.ReadAsync();
        var tampered = await db.AuditEntries.Where(entry => entry.SourceAddress != null).MinAsync(entry => entry.Id, Cancellation);
        await db.Database.ExecuteSqlRawAsync(tampering, [tampered], Cancellation);

        var broken = Assert.IsType<AuditVerdict.Broken>(await VerifyAsync(host));
        Assert.Equal(tampered + behind, broken.EntryId);
        Assert.EndsWith(why, broken.Why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_with_several_entries_keeps_their_order_and_the_chain()
    {
        await using var host = await DomainHost.StartAsync();
        await using (var change = await host.Get<PortalStore>().BeginChangeAsync(Cancellation))
        {
            var permit = await host.Get<PermissionGate>().AskAsync(change, host.Superuser, ApiResourceActions.Import, null, Cancellation);
            foreach (var resource in new[] { "first", "second", "third" })
            {
                permit.Value.Record(AuditResult.Success, resource, AuditDetails.None);
            }

            await change.CommitAsync(Cancellation);
        }

        await using var db = await host.ReadAsync();
        var entries = await db.AuditEntries.OrderBy(entry => entry.Id).ToListAsync(Cancellation);
        Assert.Equal(["first", "second", "third"], entries.TakeLast(3).Select(entry => entry.Resource));
        Assert.Equal(Enumerable.Range(1, entries.Count).Select(id => (long)id), entries.Select(entry => entry.Id));
        Assert.IsType<AuditVerdict.Intact>(await VerifyAsync(host));
    }

    private static Task<AuditVerdict> VerifyAsync(DomainHost host) => host.Get<VerifyAudit>().RunAsync(atOnce: true, Cancellation);

    private static async Task<DomainHost> StartWithEntriesAsync()
    {
        var host = await DomainHost.StartAsync();
        foreach (var name in new[] { "a", "b", "c", "d" })
        {
            await host.AddClientAsync(new ApiClientDetails { Name = name });
        }

        return host;
    }
}
