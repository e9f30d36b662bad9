using System.Text;
using AdminPortal.Domain.ApiClients;
using AdminPortal.Domain.Storage;
using AdminPortal.Domain.TokenFailures;
using AdminPortal.Domain.TokenService.Journal;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Tests.OAuth;

/// <summary>Introspection and revocation ask their callers for the same as the token endpoint does, in the same words.</summary>
public sealed class TokenQuestionFormTests(OAuthHost host) : IClassFixture<OAuthHost>
{
    public static TheoryData<string> Endpoints => TokenQuestions.Endpoints;

    [Theory]
    [MemberData(nameof(Endpoints))]
    public async Task A_client_must_prove_who_it_is(string path)
    {
        var (client, disabled) = (await host.AddClientAsync(), await host.AddClientAsync());
        var token = await host.IssueAsync(client);
        await host.DisableAsync(disabled);
        var form = client.About(token);

        (await host.PostAsync(form.Without("client_id", "client_secret"), path: path)).IsInvalidClient();
        (await host.PostAsync(form.Without("client_secret"), path: path)).IsInvalidClient();
        (await host.PostAsync(form.With("client_secret", "wrong"), path: path)).IsInvalidClient();
        (await host.PostAsync(form.With("client_id", "a1b2c3d4e5f6g"), path: path)).IsInvalidClient();
        (await host.PostAsync(disabled.About(token), path: path)).IsInvalidClient();
        (await host.PostAsync(form.Without("client_id", "client_secret"), "Bearer " + token, path: path)).IsInvalidClient();
        Assert.True(await host.LivesAsync(client, token));
        Assert.Equal(200, (await host.PostAsync([("token", token)], TokenWire.Basic(client.Id.Value, client.Secret), path: path)).Status);
    }

    [Theory]
    [MemberData(nameof(Endpoints))]
    public async Task A_request_names_one_token(string path)
    {
        var client = await host.AddClientAsync();
        var form = client.About("a.b.c");

        (await host.PostAsync(form.Without("token"), path: path)).IsInvalidRequest("token is missing.");
        (await host.PostAsync(form.With("token", ""), path: path)).IsInvalidRequest("token is missing.");
        (await host.PostAsync([.. form, ("token", "a.b.c")], path: path)).IsInvalidRequest("A parameter is repeated.");
        (await host.PostAsync([.. form, ("token_type_hint", "a"), ("token_type_hint", "b")], path: path)).IsInvalidRequest("A parameter is repeated.");
        (await host.PostAsync(form, TokenWire.Basic(client.Id.Value, client.Secret), path: path))
            .IsInvalidRequest("More than one method of client authentication is presented.");
    }

    [Theory]
    [MemberData(nameof(Endpoints))]
    public async Task Only_a_posted_form_is_read_and_no_token_from_the_address(string path)
    {
        var client = await host.AddClientAsync();
        var token = await host.IssueAsync(client);
        var form = Encoding.ASCII.GetBytes(TokenWire.Encode(client.About(token)));
        foreach (var method in new[] { "GET", "PUT", "DELETE", "HEAD", "OPTIONS" })
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), path);
            using var response = await host.Http.SendAsync(request, OAuthHost.Cancellation);
            Assert.Equal((405, "POST"), ((int)response.StatusCode, string.Join(',', response.Content.Headers.Allow)));
        }

        (await host.PostAsync(form, "application/json", path: path))
            .IsInvalidRequest("The content type must be application/x-www-form-urlencoded.");
        (await host.PostAsync(client.About(token).Without("token"), query: $"?token={token}", path: path))
            .IsInvalidRequest("Neither client credentials nor a token may be sent in the URL.");
        Assert.DoesNotContain(host.Log.Lines, line => line.Contains(token, StringComparison.Ordinal));
        Assert.True(await host.LivesAsync(client, token));
    }

    [Theory]
    [MemberData(nameof(Endpoints))]
    public async Task An_assertion_is_good_for_one_request_wherever_it_is_made(string path)
    {
        var client = await host.AddKeyedClientAsync();
        var token = await host.IssueAsync(client);
        List<(string Name, string Value)> form = [.. host.Assertion(client).Form(), ("token", token)];

        Assert.Equal(200, (await host.PostAsync(form, path: path)).Status);

        (await host.PostAsync(form, path: path)).IsInvalidClient();
        (await host.PostAsync(form)).IsInvalidClient();
        var spent = host.Assertion(client).Form();
        (await host.PostAsync(spent)).IsGranted(OAuthHost.ReaderScope);
        (await host.PostAsync([.. spent, ("token", token)], path: path)).IsInvalidClient();
    }

    [Fact]
    public async Task A_used_assertion_revokes_nothing_more_and_a_refused_request_does_not_use_it_up()
    {
        var client = await host.AddKeyedClientAsync();
        var (one, other) = (await host.IssueAsync(client), await host.IssueAsync(client));
        var assertion = host.Assertion(client).Form();

        (await host.PostAsync(assertion, path: TokenQuestions.Revocation)).IsInvalidRequest("token is missing.");
        (await host.PostAsync([.. assertion, ("token", one)], path: TokenQuestions.Revocation)).IsDone();
        (await host.PostAsync([.. assertion, ("token", other)], path: TokenQuestions.Revocation)).IsInvalidClient();

        Assert.Equal((false, true), (await host.LivesAsync(client, one), await host.LivesAsync(client, other)));
    }

    [Theory]
    [MemberData(nameof(Endpoints))]
    public async Task Guessing_is_counted_over_all_endpoints_together(string path)
    {
        const int Limit = 3;
        await using var own = new OAuthHost($"--Portal:Throttling:FailuresPerMinute={Limit}");
        await own.InitializeAsync();
        var client = await own.AddClientAsync();
        var guess = client.About("a.b.c").With("client_secret", "guess");
        for (var attempt = 0; attempt < Limit; attempt++)
        {
            (await own.PostAsync(guess, path: path)).IsInvalidClient();
        }

        const string TryLater = "Too many failed attempts; try again later.";
        (await own.PostAsync(guess, path: path)).IsRefused(429, "temporarily_unavailable", TryLater);
        (await own.PostAsync(client.Form().With("client_secret", "guess"))).IsRefused(429, "temporarily_unavailable", TryLater);
        Assert.Equal(200, (await own.PostAsync(client.About("a.b.c"), path: path)).Status);
    }

    [Theory]
    [InlineData(TokenQuestions.Introspection, "at introspection: wrong secret")]
    [InlineData(TokenQuestions.Revocation, "at revocation: wrong secret")]
    public async Task A_refusal_is_on_record_with_the_place_and_without_the_token(string path, string reason)
    {
        var (client, other) = (await host.AddClientAsync(), await host.AddClientAsync());
        var token = await host.IssueAsync(client);

        var answer = await host.PostAsync(client.About(token).With("client_secret", other.Secret), path: path);

        answer.IsInvalidClient();
        await host.Get<FailureJournal>().FlushAsync(OAuthHost.Cancellation);
        var failures = (await host.Get<ListTokenFailures>().ExecuteAsync(client.Id, OAuthHost.Superuser, OAuthHost.Cancellation)).Value;
        var failure = Assert.Single(failures.Shown);
        Assert.Equal((answer.Reference, reason, "client_secret_post"), (failure.Reference, failure.Reason, failure.Method));
        Assert.DoesNotContain(host.Log.Lines, line => line.Contains(token.Split('.')[2], StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Endpoints))]
    public async Task Asking_about_a_token_is_a_use_of_the_client(string path)
    {
        var client = await host.AddClientAsync();

        await host.PostAsync(client.About("a.b.c"), path: path);

        await host.Get<IssuanceJournal>().FlushAsync();
        var view = (await host.Get<GetApiClient>().ExecuteAsync(client.Id, OAuthHost.Superuser, OAuthHost.Cancellation)).Value;
        Assert.Equal(host.Clock.GetUtcNow(), view.LastUsedAt);
    }

    [Theory]
    [MemberData(nameof(Endpoints))]
    public async Task When_the_store_does_not_answer_the_caller_is_told_when_to_come_back(string path)
    {
        await using var own = new OAuthHost();
        await own.InitializeAsync();
        var client = await own.AddClientAsync();
        var token = await own.IssueAsync(client);
        await using (var change = await own.Get<PortalStore>().BeginChangeAsync(OAuthHost.Cancellation))
        {
            await change.Db.Database.ExecuteSqlRawAsync("ALTER TABLE \"IssuedTokens\" RENAME TO \"Elsewhere\"", OAuthHost.Cancellation);
            await change.CommitAsync(OAuthHost.Cancellation);
        }

        var answer = await own.PostAsync(client.About(token), path: path);

        answer.IsRefused(503, "temporarily_unavailable", "The service cannot answer now; try again later.");
        Assert.Equal("5", answer.Headers["Retry-After"]);
    }

    [Theory]
    [InlineData("token=%00")]
    [InlineData("token=%ff%fe")]
    [InlineData("token=%zz")]
    [InlineData("token=a&token_type_hint=%ed%a0%80")]
    [InlineData("&&&=&=")]
    public async Task A_hostile_body_is_a_fault_of_the_caller(string body)
    {
        var client = await host.AddClientAsync();
        var (basic, bytes) = (TokenWire.Basic(client.Id.Value, client.Secret), Encoding.ASCII.GetBytes(body));

        Assert.Equal(400, (await host.PostAsync(bytes, authorization: basic, path: TokenQuestions.Introspection)).Status);
        Assert.Equal(400, (await host.PostAsync(bytes, authorization: basic, path: TokenQuestions.Revocation)).Status);
        Assert.Equal(413, (await host.PostAsync(new byte[300_000], authorization: basic, path: TokenQuestions.Introspection)).Status);
    }
}
