using AdminPortal.Domain.AccessTokens.Listing;
using AdminPortal.Domain.AccessTokens.Revoking;
using AdminPortal.Domain.AccessTokens.Rules;
using AdminPortal.Domain.Administrators;
using AdminPortal.Domain.ApiClients;
using AdminPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Tests.Domain.AccessTokens;

public sealed class ListIssuedTokensTests : TokenListTest
{
    [Fact]
    public async Task Every_token_is_on_exactly_one_page_newest_first_and_back_again()
    {
        var ids = await Host.IssueManyAsync(Client, 60, Minute, Minute);

        var first = await ListAsync(new TokenQuery());
        var second = await ListAsync(new TokenQuery { Before = first.Rows[^1].JwtId });
        var third = await ListAsync(new TokenQuery { Before = second.Rows[^1].JwtId });
        var back = await ListAsync(new TokenQuery { After = third.Rows[0].JwtId });

        Assert.Equal(ids, first.Rows.Concat(second.Rows).Concat(third.Rows).Select(row => row.JwtId));
        Assert.Equal([(false, true), (true, true), (true, false)], new[] { first, second, third }.Select(page => (page.HasNewer, page.HasOlder)));
        Assert.Equal(second.Rows, back.Rows);
        Assert.Equal((true, true), (back.HasNewer, back.HasOlder));
    }

    [Fact]
    public async Task Where_nothing_newer_is_left_the_first_page_begins_and_is_full()
    {
        var ids = await Host.IssueManyAsync(Client, 40, Minute, Minute);

        var page = await ListAsync(new TokenQuery { After = ids[10] });

        Assert.Equal(ids.Take(25), page.Rows.Select(row => row.JwtId));
        Assert.Equal((false, true), (page.HasNewer, page.HasOlder));
    }

    [Fact]
    public async Task Unless_asked_otherwise_the_list_shows_what_was_issued_in_the_last_24_hours()
    {
        var old = await Host.IssueAsync(Client, Day + Minute);
        var young = await Host.IssueAsync(Client, Day - Minute);
        var now = await Host.IssueAsync(Client);

        Assert.Equal([now, young], await IdsAsync(new TokenQuery()));
        Assert.Equal([now, young, old], await IdsAsync(AnyTime));
        Assert.Equal([young], await IdsAsync(new TokenQuery { Issued = new Period.Between(At(-Day), At(-Hour)) }));
    }

    [Fact]
    public async Task A_period_has_its_first_instant_in_it_and_its_end_not()
    {
        var id = await Host.IssueAsync(Client, Hour);

        Assert.Equal([id], await IdsAsync(new TokenQuery { Issued = new Period.Between(At(-Hour), null) }));
        Assert.Empty(await IdsAsync(new TokenQuery { Issued = new Period.Between(null, At(-Hour)) }));
        Assert.Equal([id], await IdsAsync(AnyTime with { Expires = new Period.Between(At(default), null) }));
        Assert.Empty(await IdsAsync(AnyTime with { Expires = new Period.Between(null, At(default)) }));
    }

    [Fact]
    public async Task A_row_tells_whose_token_it_is_when_it_was_issued_and_when_it_ends()
    {
        var id = await Host.IssueAsync(Client, 5 * Minute);

        var row = Assert.Single((await ListAsync(new TokenQuery())).Rows);

        Assert.Equal((id, Client, "Billing sync", false), (row.JwtId, row.ClientId, row.ClientName, row.ClientIsDeleted));
        Assert.Equal((At(-5 * Minute), At(55 * Minute), null), (row.IssuedAt, row.ExpiresAt, row.Ending));
        Assert.Equal(TokenStatus.Active, row.Life.StatusAt(At(default)));
    }

    [Fact]
    public async Task A_revoked_token_says_what_ended_it_and_who_did()
    {
        var revoked = await Host.IssueAsync(Client, 3 * Minute);
        await Host.Get<RevokeAccessToken>().ExecuteAsync(revoked, Host.Superuser, Cancellation);
        var all = await Host.IssueAsync(Client, 2 * Minute);
        Host.Clock.Advance(Minute);
        await Host.Get<RevokeClientTokens>().ExecuteAsync(Client, Host.Superuser, Cancellation);
        var deleted = await Host.IssueAsync(Client);
        await Host.Get<DeleteApiClient>().ExecuteAsync(Client, Host.Superuser, Cancellation);
        var other = await Host.AddClientAsync("Reports");
        var byKey = await Host.IssueAsync(other, keyId: "leaked");
        await Host.RevokeKeyAsync("leaked");

        var endings = (await ListAsync(new TokenQuery { Status = TokenStatus.Revoked })).Rows.ToDictionary(row => row.JwtId, row => row.Ending);

        Assert.Equal(new TokenEnding(TokenEndCause.Revoked, At(-Minute), "superuser"), endings[revoked]);
        Assert.Equal(new TokenEnding(TokenEndCause.AllRevoked, At(default), "superuser"), endings[all]);
        Assert.Equal(new TokenEnding(TokenEndCause.ClientDeleted, At(default), "superuser"), endings[deleted]);
        Assert.Equal(new TokenEnding(TokenEndCause.SigningKeyRevoked, At(default), null), endings[byKey]);
    }

    [Fact]
    public async Task The_claims_of_a_token_are_shown_as_they_were_signed()
    {
        var id = await Host.IssueAsync(Client, 5 * Minute);

        var token = (await Host.Get<GetIssuedToken>().ExecuteAsync(id, Host.Auditor, Cancellation)).Value;

        Assert.Equal([("typ", "at+jwt"), ("alg", "RS256"), ("kid", IssuedTokenSeed.SigningKeyId)], token.Header.Select(claim => (claim.Name, claim.Value)));
        var claims = token.Claims.ToDictionary(claim => claim.Name, claim => claim.Value, StringComparer.Ordinal);
        Assert.Equal((Client.Value, Client.Value, id.ToString()), (claims["sub"], claims["client_id"], claims["jti"]));
        Assert.Equal(
            (At(-5 * Minute).ToUnixTimeSeconds(), At(55 * Minute).ToUnixTimeSeconds()),
            (long.Parse(claims["iat"], null), long.Parse(claims["exp"], null)));
        Assert.Equal(["iss", "sub", "client_id", "aud", "scope", "iat", "nbf", "exp", "jti", "service-info"], token.Claims.Select(claim => claim.Name));
    }

    [Fact]
    public async Task A_token_that_is_not_on_record_has_no_claims() =>
        Assert.Equal(TokenErrors.NotFound, (await Host.Get<GetIssuedToken>().ExecuteAsync(Guid.CreateVersion7(), Host.Auditor, Cancellation)).Errors[0]);

    [Fact]
    public async Task Newer_tokens_are_counted_within_the_filter_and_up_to_a_hundred()
    {
        var other = await Host.AddClientAsync("Reports");
        var newest = await Host.IssueAsync(Client, 10 * Minute);
        await Host.IssueManyAsync(Client, 3, Minute, Minute);
        await Host.IssueManyAsync(other, 200, default, TimeSpan.FromSeconds(1));

        Assert.Equal(CountNewerTokens.Limit + 1, await CountAsync(new TokenQuery(), newest));
        Assert.Equal(3, await CountAsync(new TokenQuery { Client = Client }, newest));
        Assert.Equal(4, await CountAsync(new TokenQuery { Client = Client }, null));
    }

    [Fact]
    public async Task Without_permission_nothing_is_listed_and_the_refusal_is_on_record()
    {
        var id = await Host.IssueAsync(Client);

        Assert.Equal(PermissionErrors.MissingCode, (await AskAsync(new TokenQuery(), Host.Nobody)).Errors[0].Code);
        Assert.False((await Host.Get<GetIssuedToken>().ExecuteAsync(id, Host.Nobody, Cancellation)).IsSuccess);
        Assert.False((await Host.Get<CountNewerTokens>().ExecuteAsync(new TokenQuery(), null, Host.Nobody, Cancellation)).IsSuccess);
        await using var db = await Host.ReadAsync();
        Assert.Equal(3, await db.AuditEntries.CountAsync(entry => entry.ActorName == "nobody" && entry.SubCategory == "Access Token", Cancellation));
    }

    private DateTimeOffset At(TimeSpan fromNow) => Host.Clock.GetUtcNow() + fromNow;

    private async Task<int> CountAsync(TokenQuery query, Guid? newest) =>
        (await Host.Get<CountNewerTokens>().ExecuteAsync(query, newest, Host.Auditor, Cancellation)).Value;
}
