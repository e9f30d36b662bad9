using AdminPortal.Domain;
using AdminPortal.Domain.TokenService.Authentication;
using AdminPortal.Domain.TokenService.Rules;
using AdminPortal.Domain.TokenService.Rules.Authentication;
using AdminPortal.Domain.TokenService.Rules.Requests;
using AdminPortal.Tests.Domain.ApiClients.PublicKeys;
using AdminPortal.Tests.Domain.TokenService.Assertions;
using AdminPortal.Tests.Support;

namespace AdminPortal.Tests.Domain.TokenService;

/// <summary>Whoever is throttled waits for a turn at having an assertion verified, known or not.</summary>
public sealed class VerificationQueueTests : IAsyncLifetime
{
    private const string Unknown = "z9z9z9z9z9z9z";
    private const string Source = "192.0.2.9";

    private DomainHost _host = null!;
    private ClientId _client = null!;
    private AuthenticationThrottle _throttle = null!;
    private VerificationTurns _turns = null!;
    private AssertionAuthenticator _authenticator = null!;

    private static CancellationToken Cancellation => DomainHost.Cancellation;

    public async ValueTask InitializeAsync()
    {
        _host = await DomainHost.StartAsync();
        _client = await _host.AddClientAsync("Billing sync");
        var options = new TokenServiceOptions { Issuer = TestAssertion.Issuer, FailuresPerMinute = 3 };
        _throttle = new AuthenticationThrottle(options, _host.Clock);
        _turns = new VerificationTurns(_throttle);
        var published = new PublishedKeys([new("k", null, KeyPairs.For("ES256").Key)], ["k"], null);
        _authenticator = new AssertionAuthenticator(_host.Get<ClientDirectory>(), (_, _, _, _) => new(published), _turns, options, _host.Clock);
    }

    public async ValueTask DisposeAsync()
    {
        _turns.Dispose();
        await _host.DisposeAsync();
    }

    [Fact]
    public async Task The_right_assertion_of_a_throttled_client_waits_for_a_turn_and_succeeds()
    {
        // From then on the client is known without a read: what does not wait ends at once.
        Assert.Null((await AuthenticateAsync(_client.Value)).Error);
        Throttle(_client.Value);
        Assert.True(AuthenticateAsync(_client.Value).IsCompletedSuccessfully);

        var turns = await HoldTurnsAsync(_client.Value);
        var waiting = AuthenticateAsync(_client.Value);
        Assert.False(waiting.IsCompleted);
        turns.ForEach(turn => turn.Dispose());

        Assert.Null((await waiting).Error);
    }

    [Fact]
    public async Task An_unknown_client_waits_like_a_known_one()
    {
        Assert.NotNull((await AuthenticateAsync(Unknown)).Error);
        Throttle(Unknown);

        var turns = await HoldTurnsAsync(Unknown);
        var waiting = AuthenticateAsync(Unknown);
        Assert.False(waiting.IsCompleted);
        turns.ForEach(turn => turn.Dispose());

        Assert.Equal(TokenErrorCode.InvalidClient, (await waiting).Error?.Code);
    }

    private async Task<List<IDisposable>> HoldTurnsAsync(string clientId)
    {
        List<IDisposable> turns = [];
        while (turns.Count < VerificationTurns.AtOnce)
        {
            turns.Add((await _turns.TakeAsync(clientId, Source, Cancellation))!);
        }

        return turns;
    }

    private void Throttle(string clientId)
    {
        for (var failure = 0; failure < 3; failure++)
        {
            _throttle.Count(new TokenError(TokenErrorCode.InvalidClient, "wrong") { ClientId = clientId }, Source);
        }
    }

    private Task<TokenStep<AuthenticatedClient>> AuthenticateAsync(string clientId)
    {
        var assertion = TestAssertion.For(clientId, TestAssertion.Issuer, _host.Clock.GetUtcNow()).Write();
        return _authenticator.AuthenticateAsync(new ClientCredentials.ByAssertion(null, new PresentedAssertion(assertion)), Source, Cancellation).AsTask();
    }
}
