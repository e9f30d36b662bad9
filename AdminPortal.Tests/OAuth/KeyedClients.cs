using System.Text;
using AdminPortal.Domain.ApiClients.PublicKeys;
using AdminPortal.Domain.ApiClients.Rules.PublicKeys;
using AdminPortal.Tests.Domain.ApiClients.PublicKeys;
using AdminPortal.Tests.Domain.TokenService.Assertions;

namespace AdminPortal.Tests.OAuth;

/// <summary>Clients that hold keys, and the forms they post.</summary>
internal static class KeyedClients
{
    /// <summary>With the test's key for ES256, as its .pem file says it.</summary>
    public static async Task<TestClient> AddKeyedClientAsync(this OAuthHost host)
    {
        var client = await host.AddClientAsync();
        await host.AddKeyAsync(client, KeyPairs.P256.ExportSubjectPublicKeyInfoPem());
        return client;
    }

    /// <summary>With the test's key of each kind.</summary>
    public static async Task<TestClient> AddClientOfEveryKeyAsync(this OAuthHost host)
    {
        var client = await host.AddClientAsync();
        foreach (var algorithm in (string[])["RS256", "ES256", "ES384", "EdDSA"])
        {
            await host.AddKeyAsync(client, PemFiles.Block("PUBLIC KEY", KeyPairs.For(algorithm).Key.SubjectPublicKeyInfo.Span));
        }

        return client;
    }

    public static async Task<Guid> AddKeyAsync(this OAuthHost host, TestClient client, string pem)
    {
        var read = PemPublicKeyReader.Read(Encoding.ASCII.GetBytes(pem), host.Clock.GetUtcNow()).Value;
        NewPublicKey[] keys = [.. read.Select((key, position) => new NewPublicKey(PublicKeyName.Create($"Key {position + 1}").Value, key))];
        var added = await host.Get<AddClientPublicKeys>().ExecuteAsync(client.Id, keys, OAuthHost.Superuser, OAuthHost.Cancellation);
        return added.Value.PublicKeys[^1].Id;
    }

    /// <summary>Right in every way, with a <c>jti</c> of its own.</summary>
    public static TestAssertion Assertion(this OAuthHost host, TestClient client) =>
        TestAssertion.For(client.Id.Value, host.Issuer, host.Clock.GetUtcNow()).With("jti", TestAssertion.Quote(Guid.NewGuid().ToString()));

    public static List<(string Name, string Value)> Form(this TestAssertion assertion) => Form(assertion.Write());

    public static List<(string Name, string Value)> Form(string assertion) =>
    [
        ("grant_type", "client_credentials"),
        ("client_assertion_type", ClientAssertionTests.JwtBearer),
        ("client_assertion", assertion),
    ];

    public static async Task AllowAsync(this OAuthHost host, TestAssertion assertion) =>
        (await host.PostAsync(assertion.Form())).IsGranted(OAuthHost.ReaderScope);

    public static Task DenyAsync(this OAuthHost host, TestAssertion assertion) => host.DenyAsync(assertion.Write());

    public static async Task DenyAsync(this OAuthHost host, string assertion) => (await host.PostAsync(Form(assertion))).IsInvalidClient();

    public static string ReasonOf(this OAuthHost host, TokenAnswer answer) =>
        Assert.Single(host.Log.Lines, line => line.Contains($"reference {answer.Reference}", StringComparison.Ordinal));
}
