using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using AdminPortal.Domain.ApiClients;
using AdminPortal.Domain.ApiClients.PublicKeys;
using AdminPortal.Domain.ApiClients.Rules.PublicKeys;
using AdminPortal.Domain.TokenService.Journal;
using AdminPortal.Tests.Domain.ApiClients.PublicKeys;
using AdminPortal.Tests.Domain.TokenService.Assertions;

namespace AdminPortal.Tests.OAuth;

/// <summary>Tokens for clients whose keys were uploaded.</summary>
public sealed class UploadedKeyTests(OAuthHost host) : IClassFixture<OAuthHost>
{
    [Theory]
    [InlineData("RS256")]
    [InlineData("PS256")]
    [InlineData("ES256")]
    [InlineData("ES384")]
    [InlineData("EdDSA")]
    [InlineData("Ed25519")]
    public async Task An_assertion_by_an_uploaded_key_gets_a_token(string algorithm)
    {
        var client = await host.AddClientAsync();
        await host.AddKeyAsync(client, PemFiles.Block("PUBLIC KEY", KeyPairs.For(algorithm).Key.SubjectPublicKeyInfo.Span));

        (await host.PostAsync(host.Assertion(client).By(algorithm).Form())).IsGranted(OAuthHost.ReaderScope);
        (await host.PostAsync([.. host.Assertion(client).By(algorithm).Form(), ("client_id", client.Id.Value)])).IsGranted(OAuthHost.ReaderScope);
    }

    [Fact]
    public async Task A_clients_key_speaks_for_no_other_client()
    {
        var (holder, other) = (await host.AddKeyedClientAsync(), await host.AddClientAsync());

        (await host.PostAsync(host.Assertion(other).Form())).IsInvalidClient();
        (await host.PostAsync([.. host.Assertion(holder).Form(), ("client_id", other.Id.Value)])).IsInvalidClient();
    }

    [Fact]
    public async Task No_header_changes_what_the_audience_must_be()
    {
        var client = await host.AddKeyedClientAsync();
        var assertion = host.Assertion(client).With("aud", "\"https://evil.example\"");
        var body = System.Text.Encoding.ASCII.GetBytes(TokenWire.Encode(assertion.Form()));

        var answer = await host.SendRawAsync(
            "X-Forwarded-Host: evil.example\r\nX-Forwarded-Proto: https\r\n"
            + $"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {body.Length}\r\n",
            body);

        Assert.StartsWith("HTTP/1.1 401", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stored_key_is_looked_at_when_an_assertion_comes_and_not_for_a_secret()
    {
        var client = await host.AddKeyedClientAsync();
        await host.ExecuteSqlAsync($"""UPDATE "ClientPublicKeys" SET "SubjectPublicKeyInfo" = {new byte[] { 0 }} WHERE "ClientId" = {client.Id.Value}""");

        (await host.PostAsync((client with { Secret = "wrong" }).Form())).IsInvalidClient();
        (await host.PostAsync(client.Form())).IsGranted(OAuthHost.ReaderScope);
    }

    [Fact]
    public async Task A_key_above_the_limit_is_refused_today_and_works_where_it_was_stored_before()
    {
        using var pair = RSA.Create(4104);
        Assert.Equal(
            "public_key.too_long",
            PemPublicKeyReader.Read(PemFiles.Bytes(pair.ExportSubjectPublicKeyInfoPem()), host.Clock.GetUtcNow()).Errors[0].Code);
        var client = await host.AddKeyedClientAsync();
        await host.ExecuteSqlAsync(
            $"""UPDATE "ClientPublicKeys" SET "SubjectPublicKeyInfo" = {pair.ExportSubjectPublicKeyInfo()} WHERE "ClientId" = {client.Id.Value}""");
        var assertion = host.Assertion(client).WithHeader("alg", "\"RS256\"");

        (await host.PostAsync(KeyedClients.Form(TestAssertion.Sign(
            TestAssertion.Encode(TestAssertion.Json(assertion.Header)),
            TestAssertion.Encode(TestAssertion.Json(assertion.Payload)),
            input => pair.SignData(input, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))))).IsGranted(OAuthHost.ReaderScope);
        var view = await host.Get<GetApiClient>().ExecuteAsync(client.Id, OAuthHost.Superuser, OAuthHost.Cancellation);
        Assert.Equal(4104, view.Value.PublicKeys[0].Size);
    }

    [Fact]
    public async Task A_removed_key_is_refused_with_the_next_request()
    {
        var client = await host.AddKeyedClientAsync();
        (await host.PostAsync(host.Assertion(client).Form())).IsGranted(OAuthHost.ReaderScope);
        var view = (await host.Get<GetApiClient>().ExecuteAsync(client.Id, OAuthHost.Superuser, OAuthHost.Cancellation)).Value;
        await host.Get<RemoveClientPublicKey>().ExecuteAsync(client.Id, view.PublicKeys[0].Id, OAuthHost.Superuser, OAuthHost.Cancellation);

        (await host.PostAsync(host.Assertion(client).Form())).IsInvalidClient();
    }

    [Fact]
    public async Task A_disabled_client_is_refused_whatever_it_signs()
    {
        var client = await host.AddKeyedClientAsync();
        await host.DisableAsync(client);

        var answer = await host.PostAsync(host.Assertion(client).Form());

        answer.IsInvalidClient();
        Assert.EndsWith(": client is inactive", host.ReasonOf(answer), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_certificate_works_until_its_last_instant()
    {
        var now = host.Clock.GetUtcNow();
        using var certificate = new CertificateRequest("CN=billing", KeyPairs.P256, HashAlgorithmName.SHA256)
            .CreateSelfSigned(now.AddDays(-1), now.AddMinutes(30));
        var client = await host.AddClientAsync();
        await host.AddKeyAsync(client, certificate.ExportCertificatePem());
        (await host.PostAsync(host.Assertion(client).Form())).IsGranted(OAuthHost.ReaderScope);
        var view = (await host.Get<GetApiClient>().ExecuteAsync(client.Id, OAuthHost.Superuser, OAuthHost.Cancellation)).Value;
        Assert.Equal(now.AddMinutes(30), view.PublicKeys[0].Certificate!.NotAfter);

        host.Clock.Advance(TimeSpan.FromMinutes(31));
        var answer = await host.PostAsync(host.Assertion(client).Form());

        answer.IsInvalidClient();
        Assert.Contains("the certificate of", host.ReasonOf(answer), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_thumbprint_of_a_stored_certificate_chooses_its_key()
    {
        var now = host.Clock.GetUtcNow();
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var own = new CertificateRequest("CN=billing", KeyPairs.P256, HashAlgorithmName.SHA256).CreateSelfSigned(now, now.AddDays(30));
        using var others = new CertificateRequest("CN=other", other, HashAlgorithmName.SHA256).CreateSelfSigned(now, now.AddDays(30));
        var client = await host.AddClientAsync();
        await host.AddKeyAsync(client, own.ExportCertificatePem());
        await host.AddKeyAsync(client, others.ExportCertificatePem());

        await host.AllowAsync(host.Assertion(client).WithHeader("kid", TestAssertion.Quote(own.Thumbprint)));
        await host.AllowAsync(host.Assertion(client).WithHeader("kid", TestAssertion.Quote("whatever")));
        await host.DenyAsync(host.Assertion(client).WithHeader("kid", TestAssertion.Quote(others.Thumbprint)));
        await host.DenyAsync(host.Assertion(client).WithHeader("x5t", TestAssertion.Quote(Microsoft.IdentityModel.Tokens.Base64UrlEncoder.Encode(others.GetCertHash()))));
    }

    [Fact]
    public async Task When_a_key_was_last_used_is_noted()
    {
        var client = await host.AddKeyedClientAsync();
        await host.PostAsync(host.Assertion(client).Form());
        await host.Get<IssuanceJournal>().FlushAsync();

        var view = (await host.Get<GetApiClient>().ExecuteAsync(client.Id, OAuthHost.Superuser, OAuthHost.Cancellation)).Value;

        Assert.Equal(host.Clock.GetUtcNow(), view.PublicKeys[0].LastUsedAt);
        Assert.NotNull(view.PublicKeys[0].LastUsedFrom);
    }
}
