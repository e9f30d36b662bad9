using AdminPortal.Domain.AccessTokens.Revoking;
using AdminPortal.Domain.AccessTokens.Rules;
using AdminPortal.Domain.Administrators;
using AdminPortal.Domain.ApiClients;
using AdminPortal.Domain.ApiClients.Rules;
using AdminPortal.Domain.Auditing.Rules;
using AdminPortal.Domain.Permissions.Rules;
using AdminPortal.Domain.Storage.Sqlite;
using AdminPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Tests.Domain.AccessTokens;

public sealed class RevokingTests : TokenListTest
{
    private const string Revoke = "Revoke";

    [Fact]
    public async Task A_revoked_token_is_dead_at_once_and_on_record_with_its_jti_and_client()
    {
        var id = await Host.IssueAsync(Client);

        Assert.True((await RevokeAsync(id)).Value);

        Assert.Equal(TokenStatus.Revoked, await StatusAsync(id));
        var entry = Assert.Single(await EntriesAsync());
        Assert.Equal(("Billing sync", "superuser", AuditResult.Success), (entry.Resource, entry.ActorName, entry.Result));
        Assert.Contains(id.ToString(), entry.Details, StringComparison.Ordinal);
        Assert.Contains(Client.Value, entry.Details, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_twenty_who_revoke_the_same_token_one_does_and_the_audit_log_has_one_entry()
    {
        var id = await Host.IssueAsync(Client);

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => RevokeAsync(id))));

        Assert.Single(answers, answer => answer.Value);
        Assert.Single(await EntriesAsync());
    }

    [Fact]
    public async Task Only_a_live_token_is_revoked()
    {
        var expired = await Host.IssueAsync(Client, 2 * Hour);
        var byClient = await Host.IssueAsync(Client);
        await RevokeAllAsync();
        var before = (await EntriesAsync()).Count;

        Assert.False((await RevokeAsync(expired)).Value);
        Assert.False((await RevokeAsync(byClient)).Value);
        Assert.Equal(TokenErrors.NotFound, (await RevokeAsync(Guid.CreateVersion7())).Errors[0]);

        Assert.Equal(before, (await EntriesAsync()).Count);
        Assert.Equal(TokenStatus.Expired, await StatusAsync(expired));
    }

    [Fact]
    public async Task Revoking_all_of_a_client_ends_what_it_holds_and_nothing_that_comes_after()
    {
        var other = await Host.AddClientAsync("Reports");
        var ids = await Host.IssueManyAsync(Client, 3, Minute, Minute);
        var others = await Host.IssueAsync(other);

        var revoked = (await RevokeAllAsync()).Value;
        var later = await Host.IssueAsync(Client);

        Assert.Equal((3, Host.Clock.GetUtcNow() + (59 * Minute)), (revoked.Count, revoked.LastExpiry));
        Assert.All(ids, id => Assert.Equal(TokenStatus.Revoked, StatusAsync(id).Result));
        Assert.Equal((TokenStatus.Active, TokenStatus.Active), (await StatusAsync(later), await StatusAsync(others)));
        Assert.Contains("\"3\"", Assert.Single(await EntriesAsync()).Details, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_twenty_who_revoke_all_of_a_client_one_does()
    {
        await Host.IssueManyAsync(Client, 3, Minute, Minute);

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(RevokeAllAsync)));

        Assert.Equal(3, answers.Sum(answer => answer.Value.Count));
        Assert.Single(await EntriesAsync());
    }

    [Fact]
    public async Task What_was_issued_after_another_had_ended_the_counted_tokens_is_revoked_as_well()
    {
        await Host.IssueAsync(Client);
        IReadOnlyList<Guid> later;
        Task<AdminPortal.Domain.Result<LiveTokenCount>> revoking;
        using (await Host.Get<WriterGate>().EnterAsync(Cancellation))
        {
            // SQLite answers in place: when the call returns, it has counted and waits at the gate.
            revoking = RevokeAllAsync();
            await using var db = await Host.ReadAsync();
            await using var transaction = await db.Database.BeginTransactionAsync(Cancellation);
            await db.Database.ExecuteSqlRawAsync(
                """
                INSERT INTO "EndedGenerations" ("ClientId", "Generation", "Cause", "EndedBy", "EndedAt")
                SELECT "Id", "TokenGeneration", 1, 'another', 1 FROM "ApiClients";
                UPDATE "ApiClients" SET "TokenGeneration" = "TokenGeneration" + 1;
                """,
                Cancellation);
            later = await db.IssueManyAsync(Client, 2, Host.Clock.GetUtcNow(), Minute);
            await db.SaveChangesAsync(Cancellation);
            await transaction.CommitAsync(Cancellation);
        }

        Assert.Equal(2, (await revoking).Value.Count);
        Assert.All(later, id => Assert.Equal(TokenStatus.Revoked, StatusAsync(id).Result));
    }

    [Fact]
    public async Task Whoever_is_editing_the_client_meets_no_conflict_because_its_tokens_were_revoked()
    {
        var seen = (await Host.Get<GetApiClient>().ExecuteAsync(Client, Host.Superuser, Cancellation)).Value;
        await Host.IssueAsync(Client);
        await RevokeAllAsync();

        var command = new UpdateApiClientCommand(Client, seen.Version, seen.Details with { Description = "Sends invoices" });
        var outcome = await Host.Get<UpdateApiClient>().ExecuteAsync(command, Host.Superuser, Cancellation);

        Assert.IsType<UpdateApiClientOutcome.Updated>(outcome);
    }

    [Fact]
    public async Task A_client_that_is_gone_has_no_tokens_to_revoke()
    {
        await Host.Get<DeleteApiClient>().ExecuteAsync(Client, Host.Superuser, Cancellation);

        Assert.Equal(ApiClientErrors.NotFound, (await RevokeAllAsync()).Errors[0]);
    }

    [Fact]
    public async Task Revoking_takes_full_access_to_tokens_and_a_refusal_is_on_record()
    {
        var id = await Host.IssueAsync(Client);

        Assert.Equal(PermissionErrors.MissingCode, (await Host.Get<RevokeAccessToken>().ExecuteAsync(id, Host.Auditor, Cancellation)).Errors[0].Code);
        Assert.False((await Host.Get<RevokeClientTokens>().ExecuteAsync(Client, Host.Auditor, Cancellation)).IsSuccess);

        Assert.Equal(TokenStatus.Active, await StatusAsync(id));
        Assert.Equal(2, (await EntriesAsync()).Count(entry => entry is { Result: AuditResult.Failure, ActorName: "auditor" }));
    }

    [Fact]
    public async Task Live_tokens_are_counted_with_the_end_of_the_last()
    {
        await Host.IssueAsync(Client, 2 * Hour);
        await Host.IssueAsync(Client, Hour, 5 * Hour);
        await Host.IssueAsync(Client);
        await RevokeAsync(await Host.IssueAsync(Client, life: Day));

        var live = (await Host.Get<CountLiveTokens>().ExecuteAsync(Client, Host.Auditor, Cancellation)).Value;

        Assert.Equal((2, Host.Clock.GetUtcNow() + (4 * Hour), false), (live.Count, live.LastExpiry, live.IsMore));
    }

    [Fact]
    public async Task Beyond_ten_thousand_live_tokens_are_called_more_and_the_last_end_is_still_exact()
    {
        await Host.IssueAsync(Client, Hour, 20 * Hour);
        await Host.IssueManyAsync(Client, LiveTokenCount.Limit + 10, default, TimeSpan.FromMilliseconds(1));

        var live = (await Host.Get<CountLiveTokens>().ExecuteAsync(Client, Host.Auditor, Cancellation)).Value;

        Assert.Equal((true, Host.Clock.GetUtcNow() + (19 * Hour)), (live.IsMore, live.LastExpiry));
    }

    [Fact]
    public async Task Whoever_may_see_clients_may_count_their_tokens_and_nobody_else_may()
    {
        await Host.AddRoleAsync("Clients", (PortalModule.ApiClients, PermissionLevel.ViewOnly));
        var clients = await Host.AddAdministratorAsync("clients", "Clients");

        Assert.True((await Host.Get<CountLiveTokens>().ExecuteAsync(Client, clients, Cancellation)).IsSuccess);
        Assert.False((await Host.Get<CountLiveTokens>().ExecuteAsync(Client, Host.Nobody, Cancellation)).IsSuccess);
    }

    private Task<AdminPortal.Domain.Result<bool>> RevokeAsync(Guid id) => Host.Get<RevokeAccessToken>().ExecuteAsync(id, Host.Superuser, Cancellation);

    private Task<AdminPortal.Domain.Result<LiveTokenCount>> RevokeAllAsync() =>
        Host.Get<RevokeClientTokens>().ExecuteAsync(Client, Host.Superuser, Cancellation);

    private async Task<TokenStatus> StatusAsync(Guid id) =>
        Assert.Single((await ListAsync(new TokenQuery { Search = id.ToString() })).Rows).Life.StatusAt(Host.Clock.GetUtcNow());

    private async Task<IReadOnlyList<AuditEntry>> EntriesAsync()
    {
        await using var db = await Host.ReadAsync();
        return await db.AuditEntries.Where(entry => entry.Action == Revoke).ToListAsync(Cancellation);
    }
}
