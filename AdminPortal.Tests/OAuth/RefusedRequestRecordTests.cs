using System.Text;
using AdminPortal.Domain;
using AdminPortal.Domain.ApiClients.Rules.Secrets;
using AdminPortal.Domain.Storage;
using AdminPortal.Domain.TokenFailures;
using AdminPortal.Domain.TokenFailures.Rules;
using AdminPortal.Tests.Domain.TokenService.Assertions;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Tests.OAuth;

/// <summary>Every refused request leaves a record, found by the reference of its answer.</summary>
public sealed class RefusedRequestRecordTests(OAuthHost host) : IClassFixture<OAuthHost>
{
    private const string Basic = "client_secret_basic";
    private const string Post = "client_secret_post";
    private const string Signed = "private_key_jwt";

    [Fact]
    public async Task A_refused_secret_is_on_record_with_the_check_that_failed()
    {
        var (client, disabled, expired) = (await host.AddClientAsync(), await host.AddClientAsync(), await host.AddClientAsync());
        await host.DisableAsync(disabled);
        var form = client.Form();
        var wrong = PlaintextSecret.Generate().Reveal();

        await IsRecordedAsync(await host.PostAsync(form.With("client_secret", wrong)), client.Id, Post, "invalid_client", "wrong secret");
        await IsRecordedAsync(
            await host.PostAsync([("grant_type", "client_credentials")], TokenWire.Basic(client.Id.Value, wrong)),
            client.Id, Basic, "invalid_client", "wrong secret");
        await IsRecordedAsync(
            await host.PostAsync(form.With("client_secret", client.Secret[..^1])),
            client.Id, Post, "invalid_client", "malformed secret: its checksum is wrong, so it was truncated or mistyped");
        await IsRecordedAsync(await host.PostAsync(disabled.Form()), disabled.Id, Post, "invalid_client", "client is inactive");
        await IsRecordedAsync(
            await host.PostAsync(form.Without("client_secret")),
            client.Id, "none", "invalid_client", "no client authentication in the request");
        host.Clock.Advance(TimeSpan.FromDays(SecretValidity.Default.Days));
        var late = await host.PostAsync(expired.Form());
        var record = await RecordAsync(late);
        Assert.Matches("^secret [0-9A-Za-z]{4}\\.\\.\\. expired on [0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}Z$", record.Reason);
        Assert.True(record.IsProved);
    }

    [Fact]
    public async Task A_refused_assertion_is_on_record_with_what_was_asked_and_what_is_accepted()
    {
        var id = (await host.AddClientAsync()).Id;
        var now = host.Clock.GetUtcNow();
        var valid = TestAssertion.For(id.Value, host.Issuer, now);

        await IsRecordedAsync(await PostAsync(valid), id, Signed, "invalid_client", "no key is registered");
        await IsRecordedAsync(
            await PostAsync(valid.With("aud", "\"https://other.example\"")),
            id, Signed, "invalid_client", $"aud is 'https://other.example'; it must be {host.Issuer} or {host.Issuer}/oauth2/v1/token");
        await IsRecordedAsync(
            await PostAsync(TestAssertion.For(id.Value, host.Issuer, now.AddSeconds(74))),
            id, Signed, "invalid_client", "iat is 74 s ahead of this server's clock");
    }

    [Fact]
    public async Task What_a_known_client_asked_in_vain_is_on_record()
    {
        var client = await host.AddClientAsync();

        await IsRecordedAsync(
            await host.PostAsync(client.Form(("scope", OAuthHost.AdminScope))),
            client.Id, Post, "invalid_scope", $"the client does not hold {OAuthHost.AdminScope} at {OAuthHost.Api}");
        await IsRecordedAsync(
            await host.PostAsync(client.Form(("resource", OAuthHost.Operations))),
            client.Id, Post, "invalid_target", $"the client holds no role at {OAuthHost.Operations}");
        await IsRecordedAsync(
            await host.PostAsync(client.Form().With("grant_type", "password")),
            client.Id, Post, "unsupported_grant_type", "the grant type is not client_credentials");
    }

    [Fact]
    public async Task A_malformed_request_is_on_record_as_far_as_it_was_read()
    {
        var client = await host.AddClientAsync();
        var basic = TokenWire.Basic(client.Id.Value, client.Secret);
        using var get = await host.Http.GetAsync(TokenWire.Path, OAuthHost.Cancellation);

        await IsRecordedAsync(
            await host.PostAsync(client.Form(), basic), client.Id, "several", "invalid_request", "More than one method of client authentication is presented.");
        await IsRecordedAsync(
            await host.PostAsync(client.Form(("scope", "a"), ("scope", "b"))), client.Id, null, "invalid_request", "A parameter is repeated.");
        await IsRecordedAsync(
            await host.PostAsync(client.Form(("client_id", client.Id.Value))), null, null, "invalid_request", "A parameter is repeated.");
        await IsRecordedAsync(await host.PostAsync(Array.Empty<(string, string)>(), basic), client.Id, Basic, "invalid_request", "grant_type is missing.");
        await IsRecordedAsync(
            await host.PostAsync(Encoding.ASCII.GetBytes("{}"), "application/json"),
            null, null, "invalid_request", "The content type must be application/x-www-form-urlencoded.");
        await IsRecordedAsync(await TokenAnswer.OfAsync(get), null, null, "invalid_request", "This endpoint answers POST only.");
        var tooLong = await host.PostAsync(new byte[300_000]);
        Assert.StartsWith("the body is longer than ", (await RecordAsync(tooLong)).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_record_says_whether_the_request_proved_to_come_from_the_client_that_it_named()
    {
        var (client, disabled) = (await host.AddClientAsync(), await host.AddClientAsync());
        await host.DisableAsync(disabled);

        Assert.True((await RecordAsync(await host.PostAsync(client.Form(("scope", OAuthHost.AdminScope))))).IsProved);
        Assert.True((await RecordAsync(await host.PostAsync(client.Form(("resource", "https://nowhere.example"))))).IsProved);
        Assert.True((await RecordAsync(await host.PostAsync(client.Form().With("grant_type", "password")))).IsProved);
        Assert.True((await RecordAsync(await host.PostAsync(disabled.Form()))).IsProved);
        Assert.False((await RecordAsync(await host.PostAsync(client.Form().With("client_secret", "wrong")))).IsProved);
        Assert.False((await RecordAsync(await host.PostAsync(client.Form().Without("grant_type")))).IsProved);
        Assert.False((await RecordAsync(await host.PostAsync(client.Form(), TokenWire.Basic(client.Id.Value, client.Secret)))).IsProved);
    }

    [Theory]
    [InlineData("x5c", "[\"MIIB\"]", "the header has x5c: the assertion brings its own key or the URL of one")]
    [InlineData("jku", "\"https://evil.example/keys\"", "the header has jku: the assertion brings its own key or the URL of one")]
    [InlineData("crit", "[\"exp\"]", "the header has crit: it asks for an extension that is not understood")]
    public async Task An_assertion_that_is_refused_for_its_header_is_on_record_under_the_client_that_it_claims(string name, string value, string reason)
    {
        var client = (await host.AddClientAsync()).Id;
        var assertion = TestAssertion.For(client.Value, host.Issuer, host.Clock.GetUtcNow()).WithHeader(name, value);

        var answer = await PostAsync(assertion);

        await IsRecordedAsync(answer, client, Signed, "invalid_client", reason);
        Assert.False((await RecordAsync(answer)).IsProved);
    }

    [Fact]
    public async Task An_assertion_that_cannot_be_read_wholly_is_on_record_under_the_client_that_it_claims()
    {
        var client = (await host.AddClientAsync()).Id;
        var parts = TestAssertion.For(client.Value, host.Issuer, host.Clock.GetUtcNow()).Write().Split('.');
        var withoutSubject = TestAssertion.For(client.Value, host.Issuer, host.Clock.GetUtcNow()).Without("sub");
        const string Unreadable = "a part of the assertion is not base64url without padding";

        await IsRecordedAsync(await PostAsync($"%%%.{parts[1]}.{parts[2]}"), client, Signed, "invalid_client", Unreadable);
        await IsRecordedAsync(await PostAsync($"{parts[0]}.{parts[1]}.=="), client, Signed, "invalid_client", Unreadable);
        await IsRecordedAsync(
            await PostAsync($"{parts[0]}.{parts[1]}"), client, Signed, "invalid_client", "the assertion has 2 parts instead of three");
        await IsRecordedAsync(
            await host.PostAsync([("grant_type", "client_credentials"), ("client_assertion", string.Join('.', parts))]),
            client, Signed, "invalid_request", "client_assertion requires client_assertion_type.");
        Assert.Equal(client, (await RecordAsync(await PostAsync(withoutSubject))).ClientId);
        await IsRecordedAsync(await PostAsync("nothing at all"), null, Signed, "invalid_client", "the assertion has 1 parts instead of three");
    }

    [Fact]
    public async Task Whoever_named_no_client_of_ours_is_on_record_by_what_was_presented()
    {
        var answer = await host.PostAsync((await host.AddClientAsync()).Form().With("client_id", "billing-sync"));

        var record = await RecordAsync(answer);
        Assert.Equal((null, "billing-sync", "unknown client"), (record.ClientId, record.PresentedClientId, record.Reason));
    }

    [Fact]
    public async Task No_secret_assertion_or_key_reaches_a_record_whatever_field_it_was_pasted_into()
    {
        var client = await host.AddClientAsync();
        var assertion = TestAssertion.For(client.Id.Value, host.Issuer, host.Clock.GetUtcNow());
        var jwt = assertion.Write();
        const string Pem = "-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkqhkiG9w0BAQEFAASC";
        foreach (var credential in new[] { client.Secret, client.Secret[16..], jwt, Pem })
        {
            await host.PostAsync(client.Form().With("client_id", credential));
            await host.PostAsync(client.Form(("resource", credential)).With("client_secret", "wrong"));
            await host.PostAsync([("grant_type", credential), ("client_id", credential)], "Basic " + credential);
            await host.PostAsync(client.Form().With("client_id", TokenWire.Base64($"{client.Id}:{credential}")));
            await host.PostAsync(client.Form().With("client_id", Uri.EscapeDataString(credential)));
        }

        foreach (var credential in new[] { client.Secret, jwt, Pem })
        {
            await host.PostAsync(client.Form(("scope", credential)));
            await host.PostAsync(client.Form(("resource", credential)));
            await PostAsync(assertion.WithHeader("kid", TestAssertion.Quote(credential)));
            await PostAsync(assertion.With("aud", TestAssertion.Quote(credential)));
            await PostAsync(assertion.With("sub", TestAssertion.Quote(credential)));
        }

        await host.PostAsync([("grant_type", "client_credentials")], TokenWire.Basic(client.Secret, client.Id.Value));
        await host.PostAsync(client.Form(("resource", TokenWire.Basic(client.Id.Value, client.Secret))));
        var kept = string.Join('\n', (await RecordsAsync()).Select(record => $"{record.PresentedClientId} {record.Method} {record.Code} {record.Reason}"));
        Assert.All(
            [client.Secret[16..32], TokenWire.Base64($"{client.Id}:{client.Secret}")[44..60], .. jwt.Split('.').Select(part => part[..20]), "MIIE", "BEGIN"],
            part =>
            {
                Assert.DoesNotContain(part, kept, StringComparison.Ordinal);
                Assert.DoesNotContain(host.Log.Lines, line => line.Contains(part, StringComparison.Ordinal));
            });
        Assert.Contains("(a secret)", kept, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_throttled_failure_is_only_counted()
    {
        await using var throttling = new OAuthHost("--Portal:Throttling:FailuresPerMinute=2");
        await throttling.InitializeAsync();
        var client = await throttling.AddClientAsync();
        var guess = client.Form().With("client_secret", "guess");
        for (var attempt = 0; attempt < 5; attempt++)
        {
            await throttling.PostAsync(guess);
        }

        await throttling.Get<FailureJournal>().FlushAsync(OAuthHost.Cancellation);

        var listed = (await throttling.Get<ListTokenFailures>().ExecuteAsync(client.Id, OAuthHost.Superuser, OAuthHost.Cancellation)).Value;
        Assert.Equal((2, 3), (listed.Total, listed.ThrottledCount));
    }

    [Fact]
    public async Task No_answer_waits_for_the_store()
    {
        var client = await host.AddClientAsync();
        await using (await host.Get<PortalStore>().BeginChangeAsync(OAuthHost.Cancellation))
        {
            (await host.PostAsync(client.Form().With("client_secret", "wrong"))).IsInvalidClient();
        }
    }

    private Task<TokenAnswer> PostAsync(TestAssertion assertion) => PostAsync(assertion.Write());

    private Task<TokenAnswer> PostAsync(string assertion) => host.PostAsync(
        [("grant_type", "client_credentials"), ("client_assertion_type", ClientAssertionTests.JwtBearer), ("client_assertion", assertion)]);

    private async Task IsRecordedAsync(TokenAnswer answer, ClientId? client, string? method, string code, string reason)
    {
        var record = await RecordAsync(answer);
        Assert.Equal((client, method, code, reason), (record.ClientId, record.Method, record.Code, record.Reason));
        Assert.Equal((host.Clock.GetUtcNow(), true), (record.OccurredAt, record.SourceAddress is "127.0.0.1" or "::1"));
    }

    private async Task<TokenFailure> RecordAsync(TokenAnswer answer) =>
        Assert.Single(await RecordsAsync(), record => record.Reference.Value == answer.Reference);

    private async Task<List<TokenFailure>> RecordsAsync()
    {
        await host.Get<FailureJournal>().FlushAsync(OAuthHost.Cancellation);
        await using var db = await host.Get<PortalStore>().ReadAsync(OAuthHost.Cancellation);
        return await db.TokenFailures.ToListAsync(OAuthHost.Cancellation);
    }
}
