using AdminPortal.Domain.AccessTokens.Revoking;
using AdminPortal.Domain.Administrators;
using AdminPortal.Domain.Auditing.Rules;
using AdminPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Tests.Domain.AccessTokens;

public sealed class RevokingSeveralTests : TokenListTest
{
    private RevokeAccessTokens Revoke => Host.Get<RevokeAccessTokens>();

    [Fact]
    public async Task Those_that_live_are_revoked_and_each_is_on_record_with_its_client()
    {
        var live = await Host.IssueManyAsync(Client, 3, Minute, Minute);
        var expired = await Host.IssueAsync(Client, 2 * Hour);
        var other = await Host.IssueAsync(Client);

        var revoked = await Revoke.ExecuteAsync([.. live, expired, Guid.CreateVersion7()], Host.Superuser, Cancellation);

        Assert.Equal(3, revoked.Value);
        var rows = (await ListAsync(AnyTime)).Rows.ToDictionary(row => row.JwtId, row => row.Life.StatusAt(Host.Clock.GetUtcNow()).ToString());
        Assert.All(live, id => Assert.Equal("Revoked", rows[id]));
        Assert.Equal(("Expired", "Active"), (rows[expired], rows[other]));
        var entries = await EntriesAsync();
        Assert.Equal(3, entries.Count);
        Assert.All(live, id => Assert.Single(entries, entry => entry.Details.Contains(id.ToString(), StringComparison.Ordinal)));
        Assert.All(entries, entry => Assert.Equal(("Billing sync", "superuser", AuditResult.Success), (entry.Resource, entry.ActorName, entry.Result)));
    }

    [Fact]
    public async Task Of_twenty_who_revoke_the_same_tokens_each_token_is_revoked_once()
    {
        var ids = await Host.IssueManyAsync(Client, 5, Minute, Minute);

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => Revoke.ExecuteAsync([.. ids], Host.Superuser, Cancellation))));

        Assert.Equal(5, answers.Sum(answer => answer.Value));
        Assert.Equal(5, (await EntriesAsync()).Count);
    }

    [Fact]
    public async Task It_takes_full_access_to_tokens_and_a_refusal_is_on_record()
    {
        var ids = await Host.IssueManyAsync(Client, 2, Minute, Minute);

        Assert.Equal(PermissionErrors.MissingCode, (await Revoke.ExecuteAsync([.. ids], Host.Auditor, Cancellation)).Errors[0].Code);

        var entry = Assert.Single(await EntriesAsync());
        Assert.Equal(("2 tokens", AuditResult.Failure), (entry.Resource, entry.Result));
    }

    [Fact]
    public async Task No_more_go_at_once_than_a_page_shows() => await Assert.ThrowsAsync<ArgumentException>(() => Revoke.ExecuteAsync(
        [.. Enumerable.Range(0, RevokeAccessTokens.Most + 1).Select(_ => Guid.CreateVersion7())], Host.Superuser, Cancellation));

    private async Task<List<AuditEntry>> EntriesAsync()
    {
        await using var db = await Host.ReadAsync();
        return await db.AuditEntries.Where(entry => entry.Action == "Revoke").ToListAsync(Cancellation);
    }
}
