using AdminPortal.Domain;
using AdminPortal.Domain.Administrators;
using AdminPortal.Domain.ApiClients;
using AdminPortal.Domain.ApiClients.Rules;
using AdminPortal.Domain.Permissions.Rules;
using AdminPortal.Domain.TokenFailures;
using AdminPortal.Domain.TokenFailures.Rules;
using AdminPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Tests.Domain.TokenFailures;

public sealed class LookingAtFailuresTests : IAsyncLifetime
{
    private DomainHost _host = null!;
    private ClientId _client = null!;

    private static CancellationToken Cancellation => DomainHost.Cancellation;

    public async ValueTask InitializeAsync()
    {
        _host = await DomainHost.StartAsync();
        _client = await _host.AddClientAsync("Billing sync");
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task A_clients_failures_are_listed_newest_first_and_no_more_than_fifty_of_them()
    {
        var other = await _host.AddClientAsync("Other");
        for (var number = 1; number <= ListTokenFailures.MaxShown + 2; number++)
        {
            _host.Get<FailureJournal>().Fail(_client.Value, $"reason {number}");
        }

        await _host.FailAsync(other.Value, "of another client");

        var listed = (await ListAsync(_host.Auditor)).Value;
        Assert.Equal((ListTokenFailures.MaxShown + 2, ListTokenFailures.MaxShown), (listed.Total, listed.Shown.Count));
        Assert.Equal(["reason 52", "reason 51"], listed.Shown.Take(2).Select(failure => failure.Reason));
        Assert.Equal((0, null), (listed.ThrottledCount, listed.LastThrottledAt));
    }

    [Fact]
    public async Task A_flood_of_requests_that_prove_nothing_does_not_hide_those_that_do()
    {
        for (var number = 1; number <= 30; number++)
        {
            _host.Get<FailureJournal>().Fail(_client.Value, $"proved {number}", isProved: true);
        }

        for (var number = 1; number <= 60; number++)
        {
            _host.Get<FailureJournal>().Fail(_client.Value, $"flood {number}");
        }

        await _host.Get<FailureJournal>().FlushAsync(Cancellation);

        var shown = (await ListAsync(_host.Auditor)).Value.Shown;
        Assert.Equal(
            [
                .. Enumerable.Range(36, 25).Reverse().Select(number => $"flood {number}"),
                .. Enumerable.Range(6, 25).Reverse().Select(number => $"proved {number}"),
            ],
            shown.Select(failure => failure.Reason));
        Assert.Equal([false, true], shown.Select(failure => failure.IsProved).Distinct());
    }

    [Fact]
    public async Task A_failure_is_found_by_its_reference_as_it_was_pasted()
    {
        var reference = await _host.FailAsync(_client.Value);

        var found = (await FindAsync($"reference: {reference.ToLowerInvariant()}", _host.Auditor)).Value;

        Assert.Equal((_client, "Billing sync", null), (found.ClientId, found.ClientName, found.PresentedClientId));
        Assert.Equal((reference, "wrong secret"), (found.Failure.Reference, found.Failure.Reason));
    }

    [Fact]
    public async Task What_a_stranger_presented_is_found_with_it()
    {
        var found = (await FindAsync(await _host.FailAsync("billing-sync"), _host.Auditor)).Value;

        Assert.Equal((null, null, "billing-sync"), (found.ClientId, found.ClientName, found.PresentedClientId));
    }

    [Fact]
    public async Task No_reference_and_no_record_are_told_apart()
    {
        _host.Get<FailureJournal>().Throttle("z9z9z9z9z9z9z");
        await _host.Get<FailureJournal>().FlushAsync(Cancellation);

        Assert.Equal(TokenFailureErrors.NoReference, Assert.Single((await FindAsync("Billing sync", _host.Auditor)).Errors));
        var missing = Assert.Single((await FindAsync("ABCD2345", _host.Auditor)).Errors);
        Assert.Equal(TokenFailureErrors.NotFoundCode, missing.Code);
        Assert.StartsWith("No record has the reference ABCD2345.", missing.Message, StringComparison.Ordinal);
        Assert.EndsWith("(1 of them named no client of this portal).", missing.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_fourteen_days_a_failure_is_neither_listed_nor_found_though_nobody_has_cleared_it_away()
    {
        var reference = await _host.FailAsync(_client.Value);
        _host.Clock.Advance(TimeSpan.FromDays(14) + TimeSpan.FromMilliseconds(1));

        Assert.Equal(0, (await ListAsync(_host.Auditor)).Value.Total);
        Assert.Equal(TokenFailureErrors.NotFoundCode, (await FindAsync(reference, _host.Auditor)).Errors[0].Code);
    }

    [Fact]
    public async Task The_failures_of_a_deleted_client_are_listed_no_more_and_found_until_their_time()
    {
        var reference = await _host.FailAsync(_client.Value);
        await _host.Get<DeleteApiClient>().ExecuteAsync(_client, _host.Superuser, Cancellation);
        var later = await _host.FailAsync(_client.Value);

        Assert.Equal(ApiClientErrors.NotFound, Assert.Single((await ListAsync(_host.Auditor)).Errors));
        var found = (await FindAsync(reference, _host.Auditor)).Value;
        Assert.Equal((_client, null), (found.ClientId, found.ClientName));
        var afterwards = (await FindAsync(later, _host.Auditor)).Value;
        Assert.Equal((null, _client.Value), (afterwards.ClientId, afterwards.PresentedClientId));
    }

    [Fact]
    public async Task Whoever_may_not_look_at_clients_sees_no_failure_and_is_on_record()
    {
        var reference = await _host.FailAsync(_client.Value);

        Assert.Equal(PermissionErrors.MissingCode, Assert.Single((await ListAsync(_host.Nobody)).Errors).Code);
        Assert.Equal(PermissionErrors.MissingCode, Assert.Single((await FindAsync(reference, _host.Nobody)).Errors).Code);
        Assert.Equal(PermissionErrors.MissingCode, Assert.Single((await FindAsync("no reference", _host.Nobody)).Errors).Code);

        await using var db = await _host.ReadAsync();
        Assert.Equal(3, await db.AuditEntries.CountAsync(entry => entry.ActorName == "nobody" && entry.Action == "View", Cancellation));
    }

    private Task<Result<ClientFailures>> ListAsync(Actor actor) => _host.Get<ListTokenFailures>().ExecuteAsync(_client, actor, Cancellation);

    private Task<Result<FoundTokenFailure>> FindAsync(string typed, Actor actor) =>
        _host.Get<FindTokenFailure>().ExecuteAsync(typed, actor, Cancellation);
}
