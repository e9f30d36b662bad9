using System.Security.Cryptography;
using AdminPortal.Domain;
using AdminPortal.Domain.ApiClients.PublicKeys;
using AdminPortal.Domain.ApiClients.Rules;
using AdminPortal.Domain.ApiClients.Rules.Jwks;
using AdminPortal.Domain.ApiClients.Rules.PublicKeys;
using AdminPortal.Domain.TokenService.Authentication;
using AdminPortal.Domain.TokenService.Rules;
using AdminPortal.Domain.TokenService.Rules.Assertions;
using AdminPortal.Domain.TokenService.Rules.Authentication;
using AdminPortal.Domain.TokenService.Rules.Requests;
using AdminPortal.Tests.Domain.ApiClients.PublicKeys;
using AdminPortal.Tests.Domain.TokenService.Assertions;
using AdminPortal.Tests.Support;

namespace AdminPortal.Tests.Domain.TokenService;

public sealed class AssertionAuthenticatorTests : IAsyncLifetime
{
    private const string Issuer = TestAssertion.Issuer;

    private readonly List<string?> _askedFor = [];
    private PublishedKeys _published = new([new("k", null, KeyPairs.For("ES256").Key)], ["k"], null);
    private PublishedKeys? _newer;
    private DomainHost _host = null!;
    private ClientId _client = null!;

    private TestAssertion Valid => TestAssertion.For(_client.Value, Issuer, _host.Clock.GetUtcNow());

    public async ValueTask InitializeAsync()
    {
        _host = await DomainHost.StartAsync();
        _client = await _host.AddClientAsync("Billing sync");
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task A_client_is_who_it_proves_to_be_and_the_assertion_is_handed_on_to_be_used_once()
    {
        var authenticated = (await AuthenticateAsync(Valid)).Value;

        Assert.Equal((_client, null), (authenticated.Client.Id, authenticated.CredentialId));
        Assert.Equal(("2f1e7a", null, "k"), (authenticated.Assertion?.JwtId, authenticated.Assertion?.KeyId, authenticated.Assertion?.Key.Name));
    }

    [Fact]
    public async Task A_client_id_beside_the_assertion_is_its_subject()
    {
        var other = (await _host.AddClientAsync("Other")).Value;

        Assert.Null((await AuthenticateAsync(Valid, _client.Value)).Error);
        var refused = (await AuthenticateAsync(Valid, other)).Error;
        Assert.Equal((TokenErrorCode.InvalidClient, other), (refused?.Code, refused?.ClientId));
        Assert.Equal($"iss and sub are '{_client}', the client is '{other}'", refused?.Reason);
    }

    [Fact]
    public async Task Every_refusal_is_the_same_to_the_caller_and_tells_the_administrator_its_reason()
    {
        var stranger = TestAssertion.For("z9z9z9z9z9z9z", Issuer, _host.Clock.GetUtcNow());
        var malformedId = TestAssertion.For("not an ID", Issuer, _host.Clock.GetUtcNow());
        var disabled = await _host.AddClientAsync("Disabled", active: false);

        await RefusedAsync("unknown client", stranger);
        await RefusedAsync("unknown client", malformedId);
        await RefusedAsync("no key is registered", TestAssertion.For(disabled.Value, Issuer, _host.Clock.GetUtcNow()));
        await RefusedAsync("kid 'other' is not known; the client has 'k'", Valid.WithHeader("kid", "\"other\""));
        await RefusedAsync("alg RS256 does not fit 'k' (P256)", Valid.By("RS256"));
        await RefusedAsync($"iss is missing; it must be the client ID", Valid.Without("iss"));
        _published = PublishedKeys.None;
        await RefusedAsync("no key is registered", Valid);
    }

    [Fact]
    public async Task An_assertion_without_a_subject_or_that_cannot_be_read_names_the_client_that_was_sent_beside_it()
    {
        Assert.Equal("someone", (await AuthenticateAsync(Valid.Without("sub"), "someone")).Error?.ClientId);
        Assert.Equal(_client.Value, (await AuthenticateAsync(Valid.Without("sub"))).Error?.ClientId);
        Assert.Null((await AuthenticateAsync(Valid.Without("iss", "sub"))).Error?.ClientId);
        Assert.Equal("someone", (await AuthenticateAsync("a.b.c", "someone")).Error?.ClientId);
    }

    [Fact]
    public async Task Nobody_is_asked_for_keys_before_the_claims_are_right_and_the_client_is_known_and_active()
    {
        var disabled = await _host.AddClientAsync("Disabled", active: false);

        await AuthenticateAsync("a.b.c");
        await AuthenticateAsync(Valid.WithHeader("jku", "\"https://attacker.example\""));
        await AuthenticateAsync(Valid.With("aud", "\"https://other.example\""));
        await AuthenticateAsync(TestAssertion.For("z9z9z9z9z9z9z", Issuer, _host.Clock.GetUtcNow()));
        await AuthenticateAsync(TestAssertion.For(disabled.Value, Issuer, _host.Clock.GetUtcNow()));

        Assert.Empty(_askedFor);
        await AuthenticateAsync(Valid.WithHeader("kid", "\"k\""));
        Assert.Equal(["k"], _askedFor);
    }

    [Fact]
    public async Task What_keeps_newer_keys_from_being_known_stands_in_the_reason()
    {
        _published = _published with { Trouble = "the JWKS URL did not answer in time" };
        Assert.Null((await AuthenticateAsync(Valid)).Error);

        await RefusedAsync(
            "kid 'new' is not known; the client has 'k'; the JWKS URL did not answer in time", Valid.WithHeader("kid", "\"new\""));
    }

    [Fact]
    public async Task The_client_is_looked_at_afresh_before_it_is_refused_and_the_same_copy_is_not_asked_twice()
    {
        _published = PublishedKeys.None;
        await RefusedAsync("no key is registered", Valid);
        Assert.Single(_askedFor);

        _host.Clock.Advance(ClientDirectory.Freshness + TimeSpan.FromSeconds(1));
        await RefusedAsync("no key is registered", Valid);
        Assert.Equal(3, _askedFor.Count);
    }

    [Fact]
    public async Task An_assertion_that_names_no_key_and_is_by_none_of_them_is_checked_with_newer_ones()
    {
        _newer = _published;
        _published = new([new("old", null, KeyPairs.For("ES384").Key)], ["old"], null);

        Assert.Equal("k", (await AuthenticateAsync(Valid)).Value.Assertion?.Key.Name);
        await RefusedAsync("kid 'k' is not known; the client has 'old'", Valid.WithHeader("kid", "\"k\""));
    }

    [Fact]
    public async Task Whoever_is_refused_costs_one_signature_check_like_a_client_that_does_not_exist()
    {
        var disabled = await _host.AddClientAsync("Disabled", active: false);
        _published = PublishedKeys.None;

        Assert.Equal((1, 1, 1), (await CostAsync("z9z9z9z9z9z9z"), await CostAsync(disabled.Value), await CostAsync(_client.Value)));
        Assert.Equal(1, await CostAsync("no client ID"));
        _published = new([Stranger("k")], ["k"], null);
        Assert.Equal((1, 1), (await CostAsync(_client.Value), await CostAsync(_client.Value, "k")));
        _published = PublishedKeys.None;
        await UploadAsync(Stranger("k").Key);
        Assert.Equal((1, 1), (await CostAsync(_client.Value), await CostAsync(_client.Value, "made up")));
    }

    [Fact]
    public async Task No_key_is_asked_twice_whether_it_is_held_by_an_old_copy_a_new_one_or_published_too()
    {
        var stranger = Stranger("k");
        await UploadAsync(stranger.Key);
        _published = new([stranger, stranger with { KeyId = "again" }], ["k", "again"], null);
        _newer = new([stranger with { KeyId = "newer" }], ["newer"], null);
        Assert.Equal(1, await CostAsync(_client.Value));

        _host.Clock.Advance(ClientDirectory.Freshness + TimeSpan.FromSeconds(1));
        Assert.Equal(1, await CostAsync(_client.Value));
    }

    [Theory]
    [InlineData(2048)]
    [InlineData(3072)]
    [InlineData(4096)]
    [InlineData(4104)]
    [InlineData(8192)]
    public async Task The_length_of_an_RSA_signature_costs_the_same_whichever_key_there_is(int bits)
    {
        _published = PublishedKeys.None;
        var signature = new byte[bits / 8];
        var none = await CostAsync(_client.Value, signature: signature);
        using var pair = RSA.Create(2048);
        await UploadAsync(KeyPairs.Read(pair));

        Assert.Equal((1, 1), (none, await CostAsync(_client.Value, signature: signature)));
        Assert.Equal(bits / 8, NobodysKeys.For("PS256", bits / 8)?.SignatureLength);
    }

    [Theory]
    [InlineData("RS256", 0)]
    [InlineData("RS256", 255)]
    [InlineData("RS256", 1025)]
    [InlineData("ES256", 63)]
    [InlineData("ES384", 64)]
    [InlineData("Ed25519", 96)]
    public async Task A_signature_that_no_key_makes_costs_nobody_a_check(string algorithm, int length)
    {
        await UploadAsync(KeyPairs.For(algorithm).Key);

        Assert.Equal((0, 0), (
            await CostAsync(_client.Value, algorithm: algorithm, signature: new byte[length]),
            await CostAsync("z9z9z9z9z9z9z", algorithm: algorithm, signature: new byte[length])));
    }

    [Fact]
    public async Task A_flood_of_published_keys_costs_ten_checks_at_most()
    {
        _published = new([.. Enumerable.Range(0, 50).Select(number => Stranger($"{number}"))], [], null);

        Assert.Equal(10, await CostAsync(_client.Value));
    }

    private async Task<int> CostAsync(string clientId, string? keyId = null, string? algorithm = null, byte[]? signature = null)
    {
        var signed = TestAssertion.For(clientId, Issuer, _host.Clock.GetUtcNow());
        signed = keyId is null ? signed : signed.WithHeader("kid", TestAssertion.Quote(keyId));
        signed = signature is null ? signed : signed.WithHeader("alg", TestAssertion.Quote(algorithm ?? "RS256"));
        var text = signature is null
            ? signed.Write()
            : TestAssertion.Sign(
                TestAssertion.Encode(TestAssertion.Json(signed.Header)), TestAssertion.Encode(TestAssertion.Json(signed.Payload)), _ => signature);
        var assertion = ClientAssertion.Read(text).Value;
        var expected = new AssertionExpectation(clientId, Issuer, ClientAssertionOptions.Default, _host.Clock.GetUtcNow());
        Assert.NotNull((await NewAuthenticator().AuthenticateAsync(new(assertion, expected, null), DomainHost.Cancellation)).Error);
        return assertion.SignatureChecks;
    }

    private async Task UploadAsync(VerificationKey key) => Assert.True((await _host.Get<AddClientPublicKeys>().ExecuteAsync(
        _client, [new NewPublicKey(PublicKeyName.Create("Stranger").Value, new PemKey(key, null))], _host.Superuser, DomainHost.Cancellation)).IsSuccess);

    private static PublishedKey Stranger(string keyId)
    {
        using var pair = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return new(keyId, null, KeyPairs.Read(pair));
    }

    private async Task RefusedAsync(string reason, TestAssertion assertion)
    {
        var error = (await AuthenticateAsync(assertion)).Error;
        Assert.Equal((TokenErrorCode.InvalidClient, reason), (error?.Code, error?.Reason));
    }

    private ValueTask<TokenStep<AuthenticatedClient>> AuthenticateAsync(TestAssertion assertion, string? clientId = null) =>
        AuthenticateAsync(assertion.Write(), clientId);

    private ValueTask<TokenStep<AuthenticatedClient>> AuthenticateAsync(string assertion, string? clientId = null)
    {
        return NewAuthenticator().AuthenticateAsync(
            new ClientCredentials.ByAssertion(clientId, new PresentedAssertion(assertion)), null, DomainHost.Cancellation);
    }

    private AssertionAuthenticator NewAuthenticator()
    {
        var options = new TokenServiceOptions { Issuer = Issuer, FailuresPerMinute = 30 };
        var turns = new VerificationTurns(new AuthenticationThrottle(options, _host.Clock));
        return new AssertionAuthenticator(_host.Get<ClientDirectory>(), FindAsync, turns, options, _host.Clock);
    }

    private ValueTask<PublishedKeys> FindAsync(ClientSnapshot client, string? keyId, PublishedKeys? tried, CancellationToken cancellation)
    {
        if (tried is not null)
        {
            Assert.Null(keyId);
            return new(_newer ?? tried);
        }

        Assert.Equal((_client, ClientStatus.Active), (client.Id, client.Status));
        _askedFor.Add(keyId);
        return new(_published);
    }
}
