using System.Net;
using AdminPortal.Domain.ApiClients;
using AdminPortal.Domain.ApiClients.Jwks;
using AdminPortal.Domain.ApiClients.Jwks.Fetching;
using AdminPortal.Domain.ApiClients.Rules;
using AdminPortal.Domain.ApiClients.Rules.Jwks;
using AdminPortal.Domain.ApiClients.Rules.Jwks.Fetching;
using AdminPortal.Tests.Domain.ApiClients.Jwks.Fetching;

namespace AdminPortal.Tests.OAuth.Assertions;

/// <summary>Where keys are fetched from and where they never are: at save, at fetch, and what the key server gets to see.</summary>
public sealed class JwksUrlTests : IAsyncLifetime
{
    private const string Rebound = "keys.rebound.example";

    private readonly OAuthHost _host = new(
        "--Portal:JwksFetch:AllowedHosts:0=127.0.0.1", "--Portal:JwksFetch:AllowedHosts:1=localhost", "--Portal:Throttling:FailuresPerMinute=10000")
    {
        Names = (name, cancellation) => name == Rebound ? Task.FromResult<IPAddress[]>([IPAddress.Loopback]) : Dns.GetHostAddressesAsync(name, cancellation),
    };

    public ValueTask InitializeAsync() => _host.InitializeAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Theory]
    [InlineData("http://keys.example.com/jwks.json")]
    [InlineData("ftp://keys.example.com/")]
    [InlineData("file:///etc/passwd")]
    [InlineData("gopher://keys.example.com/")]
    [InlineData("data:application/json,{}")]
    [InlineData("ldap://keys.example.com/")]
    [InlineData("https://user:password@keys.example.com/")]
    [InlineData("https://keys.example.com/keys#one")]
    public Task No_other_address_than_https_is_saved(string address) => IsNotSavedAsync(address);

    [Fact]
    public Task No_address_of_more_than_2048_characters_is_saved() => IsNotSavedAsync("https://keys.example.com/" + new string('k', JwksUri.MaxLength));

    [Theory]
    [InlineData("127.0.0.2")]
    [InlineData("[::1]")]
    [InlineData("0.0.0.0")]
    [InlineData("169.254.169.254")]
    [InlineData("[fd00::1]")]
    [InlineData("[fe80::1]")]
    [InlineData("10.4.0.9")]
    [InlineData("172.16.0.1")]
    [InlineData("192.168.1.1")]
    [InlineData("100.64.0.1")]
    [InlineData("198.18.0.1")]
    [InlineData("224.0.0.1")]
    [InlineData("[::ffff:127.0.0.2]")]
    [InlineData("[64:ff9b::7f00:1]")]
    [InlineData("2130706434")]
    [InlineData("0x7f000002")]
    [InlineData("0177.0.0.2")]
    [InlineData("10.1")]
    [InlineData("10.4.0.9.")]
    [InlineData("１０.４.０.９")]
    [InlineData("keys.localhost.")]
    public Task No_address_inside_is_saved_in_any_spelling(string host) => IsNotSavedAsync($"https://{host}/keys");

    [Fact]
    public async Task An_address_that_was_allowed_when_it_was_saved_is_judged_again_when_it_is_fetched()
    {
        await using var server = KeyServer.Publishing(KeySets.Of(("k", "ES256")));
        await using var strict = new OAuthHost("--Portal:Throttling:FailuresPerMinute=10000");
        await strict.InitializeAsync();
        var client = await strict.AddClientAsync(new ApiClientDetails { JwksUri = "https://keys.example.com/" }, OAuthHost.Reader);
        await strict.ExecuteSqlAsync($"""UPDATE "ApiClients" SET "JwksUri" = {server.Uri(scheme: "https").Value} WHERE "Id" = {client.Id.Value}""");

        await strict.IsRecordedAsync(
            client, strict.Assertion(client), "no key of the client is known; the JWKS URL could not be read recently (Blocked)");
        Assert.Equal(0, server.Connections);
    }

    [Fact]
    public async Task A_name_that_leads_inside_when_it_is_fetched_is_not_visited()
    {
        await using var server = KeyServer.Publishing(KeySets.Of(("k", "ES256")));
        var client = await AddAsync(server.Uri(Rebound, "https"));

        await _host.IsRecordedAsync(
            client, _host.Assertion(client), "no key of the client is known; the JWKS URL could not be read recently (Blocked)");
        Assert.Equal(0, server.Connections);
    }

    [Theory]
    [InlineData("301 Moved Permanently")]
    [InlineData("302 Found")]
    [InlineData("303 See Other")]
    [InlineData("307 Temporary Redirect")]
    [InlineData("308 Permanent Redirect")]
    public async Task A_redirect_is_not_followed_anywhere(string status)
    {
        await using var target = KeyServer.Publishing(KeySets.Of(("k", "ES256")));
        foreach (var location in (string[])[target.Uri().Value, "https://keys.example.com/", "//169.254.169.254/"])
        {
            await using var server = KeyServer.Answering($"HTTP/1.1 {status}\r\nLocation: {location}\r\nContent-Length: 0");
            var client = await AddAsync(server.Uri());

            await _host.IsRecordedAsync(
                client, _host.Assertion(client), "no key of the client is known; the JWKS URL could not be read recently (Redirected)");
        }

        Assert.Equal(0, target.Connections);
    }

    [Theory]
    [InlineData("self-signed", "it is self-signed")]
    [InlineData("unknown", "its issuer is not known here")]
    [InlineData("expired", "it is valid from ")]
    [InlineData("another host", "it is for another host")]
    public async Task A_key_server_without_a_trusted_certificate_gets_no_visit_and_the_preview_says_why(string kind, string reason)
    {
        var authority = new Certificates();
        using var certificate = kind switch
        {
            "self-signed" => Certificates.SelfSigned(),
            "expired" => authority.ForServer(until: DateTimeOffset.UtcNow.AddDays(-1)),
            "another host" => authority.ForServer("keys.example.com"),
            _ => authority.ForServer(),
        };
        await using var server = KeyServer.Publishing(KeySets.Of(("k", "ES256")), certificate: certificate);
        var uri = server.Uri("localhost", "https");
        var client = await AddAsync(uri);

        await _host.IsRecordedAsync(
            client, _host.Assertion(client), "no key of the client is known; the JWKS URL could not be read recently (TlsUntrusted)");
        var preview = (await _host.Get<PreviewJwks>().ExecuteAsync(uri.Value, OAuthHost.Superuser, OAuthHost.Cancellation)).Value;
        var failure = Assert.IsType<JwksFetchOutcome.Failed>(preview.Outcome).Failure;

        Assert.Contains($"The certificate of localhost is not trusted: {reason}", failure.Sentence(preview.Uri), StringComparison.Ordinal);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task A_key_server_sees_nothing_of_the_request_that_the_visit_is_made_for()
    {
        await using var server = KeyServer.Answering("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nSet-Cookie: seen=1", KeySets.Of(("k", "ES256")));
        var client = await AddAsync(server.Uri());

        await _host.AllowAsync(_host.Assertion(client));
        _host.Clock.Advance(TimeSpan.FromMinutes(6));
        await _host.AllowAsync(_host.Assertion(client));

        string[] names = ["Accept", "Accept-Encoding", "Connection", "Host", "User-Agent"];
        Assert.Equal(2, server.Requests.Count);
        Assert.All(server.Requests, request => Assert.Equal(
            names, request.TrimEnd().Split("\r\n").Skip(1).Select(line => line.Split(':')[0]).Order(StringComparer.Ordinal)));
        Assert.All(server.Requests, request => Assert.DoesNotContain(client.Id.Value, request, StringComparison.Ordinal));
    }

    private Task<TestClient> AddAsync(JwksUri uri) => _host.AddClientAsync(new ApiClientDetails { JwksUri = uri.Value }, OAuthHost.Reader);

    // Neither with a new client nor with one that is there, and what was there stays.
    private async Task IsNotSavedAsync(string address)
    {
        var added = await _host.Get<AddApiClient>().ExecuteAsync(
            new AddApiClientCommand(new ApiClientDetails { Name = "Refused", JwksUri = address }, []), OAuthHost.Superuser, OAuthHost.Cancellation);
        Assert.Equal(ApiClientFields.JwksUri, Assert.Single(added.Errors).Field);

        var client = await AddAsync(JwksUri.FromStored("https://keys.example.com/"));
        var view = (await _host.Get<GetApiClient>().ExecuteAsync(client.Id, OAuthHost.Superuser, OAuthHost.Cancellation)).Value;
        var updated = await _host.Get<UpdateApiClient>().ExecuteAsync(
            new UpdateApiClientCommand(client.Id, view.Version, view.Details with { JwksUri = address }), OAuthHost.Superuser, OAuthHost.Cancellation);
        Assert.Equal(ApiClientFields.JwksUri, Assert.Single(Assert.IsType<UpdateApiClientOutcome.Refused>(updated).Errors).Field);
        view = (await _host.Get<GetApiClient>().ExecuteAsync(client.Id, OAuthHost.Superuser, OAuthHost.Cancellation)).Value;
        Assert.Equal("https://keys.example.com/", view.Details.JwksUri);
    }
}
