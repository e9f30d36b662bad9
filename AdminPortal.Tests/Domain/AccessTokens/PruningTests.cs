using AdminPortal.Domain.AccessTokens.Pruning;
using AdminPortal.Domain.AccessTokens.Revoking;
using AdminPortal.Domain.AccessTokens.Rules;
using AdminPortal.Domain.ApiClients;
using AdminPortal.Domain.Storage;
using AdminPortal.Domain.Storage.Sqlite;
using AdminPortal.Domain.TokenService.Rules.Assertions;
using AdminPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Tests.Domain.AccessTokens;

public sealed class PruningTests : TokenListTest
{
    // A token lives for a day at most, so its record may stay for one more.
    private static readonly TimeSpan Kept = (TokenRetention.Default.Days * Day) + Day;

    [Fact]
    public async Task A_record_is_kept_for_thirty_days_after_its_token_has_expired_and_then_goes()
    {
        var kept = await Host.IssueAsync(Client, Kept - Minute, Day);
        await Host.IssueManyAsync(Client, 3, Kept + Minute, Minute, Day);
        var live = await Host.IssueAsync(Client);

        Assert.Equal(3, await PruneAsync());

        Assert.Equal([live, kept], await IdsAsync(AnyTime));
        Assert.Equal(0, await PruneAsync());
    }

    [Fact]
    public async Task Many_records_go_in_small_batches_between_which_others_write()
    {
        const int All = (2 * PruneTokens.BatchSize) + 1;
        await Host.IssueManyAsync(Client, All, Kept + Minute, TimeSpan.FromSeconds(1));
        var pruned = 0;

        var seen = await SeenByAnotherWriterAsync(async () => pruned = await PruneAsync(), db => db.IssuedTokens);

        Assert.Equal(All, pruned);
        Assert.Equal([All, All - PruneTokens.BatchSize, 1, 0], seen.Append(0).Distinct());
    }

    [Fact]
    public async Task What_a_kept_record_says_stays_and_what_none_says_any_more_goes()
    {
        var kept = await Host.IssueAsync(Client, Kept - Minute, Minute, keyId: "kept");
        await Host.IssueAsync(Client, Kept + (2 * Minute), Minute, keyId: "gone");

        await PruneAsync();

        await using var db = await Host.ReadAsync();
        Assert.Equal(["kept"], await db.TokenContents.Select(content => content.KeyId).ToListAsync(Cancellation));
        Assert.Equal([kept], await IdsAsync(AnyTime));
    }

    [Fact]
    public async Task The_end_of_a_generation_stays_as_long_as_a_record_of_it()
    {
        await Host.IssueAsync(Client);
        await Host.Get<RevokeClientTokens>().ExecuteAsync(Client, Host.Superuser, Cancellation);
        Host.Clock.Advance(Kept - Minute);
        await PruneAsync();
        Assert.Equal(1, await CountAsync(db => db.EndedGenerations));

        Host.Clock.Advance(2 * Minute);
        await PruneAsync();
        Assert.Equal(0, await CountAsync(db => db.EndedGenerations));
    }

    [Fact]
    public async Task Used_assertions_go_once_nobody_would_take_them_again()
    {
        await using (var change = await Host.Get<PortalStore>().BeginChangeAsync(Cancellation))
        {
            change.Db.UsedAssertions.Add(new UsedAssertion(Client, UsedAssertion.DigestOf("old"), Host.Clock.GetUtcNow() - Minute));
            change.Db.UsedAssertions.Add(new UsedAssertion(Client, UsedAssertion.DigestOf("new"), Host.Clock.GetUtcNow() + Minute));
            await change.CommitAsync(Cancellation);
        }

        await PruneAsync();

        await using var db = await Host.ReadAsync();
        Assert.Equal(UsedAssertion.DigestOf("new"), Assert.Single(await db.UsedAssertions.ToListAsync(Cancellation)).JwtIdDigest);
    }

    [Fact]
    public async Task Many_used_assertions_go_in_small_steps_and_none_is_passed_over()
    {
        const int Live = 100;
        const int All = (2 * PruneUsedAssertions.StepSize) + Live;
        await using (var change = await Host.Get<PortalStore>().BeginChangeAsync(Cancellation))
        {
            change.Db.UsedAssertions.AddRange(Enumerable.Range(0, All).Select(i => new UsedAssertion(
                Client, UsedAssertion.DigestOf($"{i}"), Host.Clock.GetUtcNow() + (i < Live ? Minute : -Minute))));
            await change.CommitAsync(Cancellation);
        }

        var seen = await SeenByAnotherWriterAsync(PruneAsync, db => db.UsedAssertions);

        Assert.Equal(Live, await CountAsync(db => db.UsedAssertions));
        Assert.Equal(All, seen[0]);
        List<int> left = [.. seen.Append(Live).Distinct()];
        Assert.All(left.Zip(left.Skip(1)), step => Assert.InRange(step.First - step.Second, 1, PruneUsedAssertions.StepSize));
    }

    [Fact]
    public async Task Nothing_else_is_touched()
    {
        await Host.IssueAsync(Client, Kept + Minute);
        await Host.Get<DeleteApiClient>().ExecuteAsync(await Host.AddClientAsync("Gone"), Host.Superuser, Cancellation);
        var before = await EverythingElseAsync();

        Host.Clock.Advance(1000 * Day);
        await PruneAsync();

        Assert.Equal(before, await EverythingElseAsync());
    }

    private Task<int> PruneAsync() => Host.Get<PruneTokens>().RunAsync(Cancellation);

    // How many are left each time that it has its turn. It asks for the next one while it has one, so that the pruner never has two in a row.
    private async Task<List<int>> SeenByAnotherWriterAsync<T>(Func<Task> prune, Func<PortalDbContext, IQueryable<T>> rows)
    {
        var seen = new List<int>();
        var gate = Host.Get<WriterGate>();
        var turn = gate.EnterAsync(Cancellation);
        var pruning = prune();
        while (!pruning.IsCompleted)
        {
            using (await turn)
            {
                turn = gate.EnterAsync(Cancellation);
                seen.Add(await CountAsync(rows));
            }
        }

        (await turn).Dispose();
        await pruning;
        return seen;
    }

    private async Task<int> CountAsync<T>(Func<PortalDbContext, IQueryable<T>> rows)
    {
        await using var db = await Host.ReadAsync();
        return await rows(db).CountAsync(Cancellation);
    }

    private async Task<(int Clients, int Entries, int Keys, int Administrators)> EverythingElseAsync() => (
        await CountAsync(db => db.ApiClients.IgnoreQueryFilters()),
        await CountAsync(db => db.AuditEntries),
        await CountAsync(db => db.SigningKeys),
        await CountAsync(db => db.Administrators));
}
