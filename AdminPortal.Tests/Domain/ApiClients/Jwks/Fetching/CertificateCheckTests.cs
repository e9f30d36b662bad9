using System.Net;
using System.Security.Cryptography.X509Certificates;
using AdminPortal.Domain.ApiClients.Jwks.Fetching;
using AdminPortal.Domain.ApiClients.Rules.Jwks.Fetching;

namespace AdminPortal.Tests.Domain.ApiClients.Jwks.Fetching;

public sealed class CertificateCheckTests
{
    private const string ClientUse = "1.3.6.1.5.5.7.3.2";

    private readonly Certificates _certificates = new();

    [Fact]
    public async Task A_certificate_by_a_trusted_issuer_for_this_host_is_taken()
    {
        await using var server = Publishing(_certificates.ForServer());

        Assert.IsType<JwksFetchOutcome.Fetched>(await VisitAsync(server, _certificates.Trusted));
    }

    [Fact]
    public async Task A_self_signed_certificate_is_refused_by_name()
    {
        await using var server = Publishing(Certificates.SelfSigned());

        await AssertRefusedAsync(server, null, "it is self-signed", "localhost");
    }

    [Fact]
    public async Task A_certificate_by_an_unknown_issuer_is_refused_and_the_issuer_shown()
    {
        await using var server = Publishing(_certificates.ForServer());

        await AssertRefusedAsync(server, null, "its issuer is not known here", "Root of the tests");
    }

    [Fact]
    public async Task An_expired_certificate_of_a_trusted_issuer_is_refused()
    {
        await using var server = Publishing(_certificates.ForServer(until: DateTimeOffset.UtcNow.AddDays(-1)));

        await AssertRefusedAsync(server, _certificates.Trusted, "it is valid from ", "Root of the tests");
    }

    [Fact]
    public async Task A_certificate_of_a_trusted_issuer_for_another_host_is_refused()
    {
        await using var server = Publishing(_certificates.ForServer("keys.example.com"));

        await AssertRefusedAsync(server, _certificates.Trusted, "it is for another host", "Root of the tests");
    }

    [Fact]
    public async Task A_certificate_of_a_trusted_issuer_for_another_use_is_refused()
    {
        await using var server = Publishing(_certificates.ForServer(use: ClientUse));

        await AssertRefusedAsync(server, _certificates.Trusted, "it is not valid (NotValidForUsage)", "Root of the tests");
    }

    // The platform would fetch it from wherever the certificate says, inside our network too.
    [Fact]
    public async Task An_issuer_address_in_a_certificate_is_not_visited()
    {
        byte[] answer = [.. "HTTP/1.1 200 OK\r\nContent-Type: application/pkix-cert\r\n\r\n"u8, .. _certificates.Between];
        await using var inside = KeyServer.Start((stream, cancellation) => stream.WriteAsync(answer, cancellation).AsTask());
        await using var server = Publishing(_certificates.ForServerByOneBetween(inside.Uri().Address));

        await AssertRefusedAsync(server, _certificates.Trusted, "its issuer is not known here", _certificates.BetweenName);
        Assert.Equal(0, inside.Connections);
    }

    [Fact]
    public async Task A_port_without_TLS_is_told_from_a_bad_certificate()
    {
        await using var server = KeyServer.Greeting("HTTP/1.1 400 Bad Request\r\n\r\n");

        var outcome = await VisitAsync(server, null);

        Assert.Equal(new JwksFetchOutcome.Failed(new JwksFailure.TlsFailed()), outcome);
    }

    private static KeyServer Publishing(X509Certificate2 certificate) => KeyServer.Publishing(PublishedKeys.Json(), certificate: certificate);

    private static Task<JwksFetchOutcome> VisitAsync(KeyServer server, X509Certificate2Collection? onlyTrusted) =>
        NewFetcher(server.Allowing("localhost"), onlyTrusted).FetchAsync(server.Uri("localhost", "https"), TestContext.Current.CancellationToken);

    private static JwksFetcher NewFetcher(OutboundAddressPolicy policy, X509Certificate2Collection? onlyTrusted) =>
        new(policy, (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Loopback])) { TimeLimit = TimeSpan.FromMinutes(2), OnlyTrusted = onlyTrusted };

    private static async Task AssertRefusedAsync(KeyServer server, X509Certificate2Collection? onlyTrusted, string reason, string issuer)
    {
        var outcome = await VisitAsync(server, onlyTrusted);

        var refusal = Assert.IsType<JwksFailure.TlsUntrusted>(Assert.IsType<JwksFetchOutcome.Failed>(outcome).Failure);
        Assert.StartsWith(reason, refusal.Reason, StringComparison.Ordinal);
        Assert.Equal(issuer, refusal.Issuer);
        Assert.Contains($"It was issued by {issuer}", refusal.Sentence(server.Uri("localhost", "https")), StringComparison.Ordinal);
        Assert.Empty(server.Requests);
    }
}
