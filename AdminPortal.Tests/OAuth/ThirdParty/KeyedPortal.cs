using AdminPortal.Domain;
using AdminPortal.Domain.ApiClients.Rules;
using AdminPortal.Tests.Domain.ApiClients.Jwks.Fetching;
using AdminPortal.Tests.Domain.ApiClients.PublicKeys;
using AdminPortal.Tests.Support;

namespace AdminPortal.Tests.OAuth.ThirdParty;

/// <summary>A running program with two clients that hold the test's keys of every kind: one by upload, one by the URL of a real key server.</summary>
public sealed class KeyedPortal : IAsyncLifetime
{
    private static readonly string[] Algorithms = ["RS256", "ES256", "ES384", "EdDSA"];

    private PortalProcess _portal = null!;
    private KeyServer _keys = null!;

    public string Issuer => _portal.PublicUrl.GetLeftPart(UriPartial.Authority);

    public ClientId Uploaded { get; private set; } = null!;

    public ClientId Published { get; private set; } = null!;

    /// <summary>The key ID under which the key of an algorithm is published.</summary>
    public static string KeyIdOf(string algorithm) => algorithm switch
    {
        "PS256" => "RS256",
        "Ed25519" => "EdDSA",
        _ => algorithm,
    };

    public async ValueTask InitializeAsync()
    {
        _keys = KeyServer.Publishing(KeySets.Of([.. Algorithms.Select(algorithm => (algorithm, algorithm))]));
        var keyHost = $"127.0.0.1:{_keys.Port}";
        _portal = await PortalProcess.StartAsync(TestContext.Current.CancellationToken, ("Portal:JwksFetch:AllowedHosts:0", keyHost));
        await using var store = await StoreBeside.OpenAsync(_portal, keyHost);
        Uploaded = await store.AddKeyedClientAsync(
            new ApiClientDetails { Name = "Keys by upload" }, [.. Algorithms.Select(algorithm => KeyPairs.For(algorithm).Key)]);
        Published = await store.AddKeyedClientAsync(new ApiClientDetails { Name = "Keys by URL", JwksUri = _keys.Uri().Value });
    }

    public async ValueTask DisposeAsync()
    {
        await _portal.DisposeAsync();
        await _keys.DisposeAsync();
    }
}
