using System.Collections.Concurrent;
using System.Text;
using AdminPortal.Domain.ApiClients.Rules;
using AdminPortal.Tests.Domain.ApiClients.Jwks.Fetching;
using AdminPortal.Tests.Domain.TokenService.Assertions;

namespace AdminPortal.Tests.OAuth;

/// <summary>A client changes the key it signs with, at its URL and under load, and no request of it fails.</summary>
public sealed class KeyRotationTests : IAsyncLifetime
{
    private const int Requests = 2_000;
    private const int NewKeyAt = 500;
    private const int OldKeyEndsAt = 1_000;
    private const int OldKeyGoneAt = 1_500;
    private const int AgeOfTheSet = 60;

    private readonly OAuthHost _host = new("--Portal:JwksFetch:AllowedHosts:0=127.0.0.1", "--Portal:Throttling:FailuresPerMinute=10000");
    private readonly ConcurrentBag<string> _failed = [];
    private KeyServer _keys = null!;
    private TestClient _client = null!;
    private volatile string _published = KeySets.Of(("one", "ES256"));
    private int _sent;

    public async ValueTask InitializeAsync()
    {
        await _host.InitializeAsync();
        _keys = KeyServer.Start(
            (stream, cancellation) => stream.WriteAsync(Encoding.UTF8.GetBytes(KeySets.Answer(_published, AgeOfTheSet)), cancellation).AsTask());
        _client = await _host.AddClientAsync(new ApiClientDetails { JwksUri = _keys.Uri().Value }, OAuthHost.Reader);
    }

    public async ValueTask DisposeAsync()
    {
        await _keys.DisposeAsync();
        await _host.DisposeAsync();
    }

    [Fact]
    public async Task A_key_is_rotated_under_load_without_one_failed_request()
    {
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(SendAsync)));

        Assert.Empty(_failed);
        // The first need, the new key's first use, and the end of the set's age once with both keys and once with the new one alone.
        Assert.Equal(4, _keys.Connections);
        (await _host.PostAsync(Signed("one", "ES256").Form())).IsInvalidClient();
        (await _host.PostAsync(Signed("two", "ES384").Form())).IsGranted(OAuthHost.ReaderScope);
    }

    private async Task SendAsync()
    {
        for (var number = Interlocked.Increment(ref _sent); number <= Requests; number = Interlocked.Increment(ref _sent))
        {
            Rotate(number);
            var answer = await _host.PostAsync((IsByNewKey(number) ? Signed("two", "ES384") : Signed("one", "ES256")).Form());
            if (answer.Status != 200)
            {
                _failed.Add($"{number}: {answer.Body}");
            }
        }
    }

    // Published first, then signed with by one sender after the other, then alone; the old key leaves when nothing is signed with it.
    private void Rotate(int number)
    {
        switch (number)
        {
            case NewKeyAt:
                _published = KeySets.Of(("one", "ES256"), ("two", "ES384"));
                break;
            case OldKeyEndsAt:
                _host.Clock.Advance(TimeSpan.FromSeconds(AgeOfTheSet));
                break;
            case OldKeyGoneAt:
                _published = KeySets.Of(("two", "ES384"));
                _host.Clock.Advance(TimeSpan.FromSeconds(AgeOfTheSet));
                break;
        }
    }

    // The numbers just after the publication may be sent before it: others send at the same time.
    private static bool IsByNewKey(int number) => number > OldKeyEndsAt || (number > NewKeyAt + 50 && number % 2 == 0);

    private TestAssertion Signed(string keyId, string algorithm) => _host.Assertion(_client).WithHeader("kid", TestAssertion.Quote(keyId)).By(algorithm);
}
