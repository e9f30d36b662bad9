using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;
using AdminPortal.Tests.Domain.ApiClients.Jwks.Fetching;
using AdminPortal.Tests.Domain.ApiClients.PublicKeys;
using AdminPortal.Tests.Domain.TokenService.Assertions;
using AdminPortal.Tests.OAuth;
using AdminPortal.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace AdminPortal.Tests.Browser;

/// <summary>Keys instead of secrets, as an administrator sets them up in a real browser.</summary>
public sealed class ClientKeysJourneyTests(FurnishedPortal furnished) : IClassFixture<FurnishedPortal>, IAsyncLifetime
{
    private static readonly string Jwks = $$"""
        {"keys":[{"kty":"EC","crv":"P-256","kid":"2027-01","x":"{{PublishedVectors.Rfc7515A3X}}","y":"{{PublishedVectors.Rfc7515A3Y}}"},{"kty":"oct","kid":"shared","k":"AAAA"}]}
        """;

    private readonly TemporaryFolder _folder = new();
    private Visitor _visitor = null!;

    public async ValueTask InitializeAsync()
    {
        _visitor = await furnished.VisitAsync(ColorScheme.Light);
        await _visitor.OpenNewClientAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _visitor.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_certificate_by_openssl_is_uploaded_and_its_key_gets_a_token()
    {
        await OpenSsl.RunAsync(
            _folder.FullPath,
            "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "90", "-subj", "/O=Example/CN=Billing 2027",
            "-keyout", "private.pem", "-out", "billing.pem");
        await _visitor.Box("Name").FillAsync("Ledger sync");
        await _visitor.Page.Locator("input[type=file]").SetInputFilesAsync(Path.Combine(_folder.FullPath, "billing.pem"));
        await Expect(_visitor.Box("Key name")).ToHaveValueAsync("Billing 2027");
        await _visitor.Button("Add key").ClickAsync();
        await Expect(_visitor.Page.GetByRole(AriaRole.Table, new() { Name = "Public keys" })).ToContainTextAsync("Active when you save");
        await _visitor.Tab("Resources").ClickAsync();
        await _visitor.Role("Zscaler Internet Access", "API_Role01").CheckAsync();
        await _visitor.Button("Save").ClickAsync();
        await _visitor.Button("Copy client ID of Ledger sync").ClickAsync();
        await Expect(_visitor.Page.GetByText("Client ID of Ledger sync copied")).ToBeAttachedAsync();

        var answer = await AskForTokenAsync(await _visitor.ClipboardAsync());

        Assert.Equal("zia.api-role01", answer.GetProperty("scope").GetString());
        Assert.Empty(_visitor.Complaints);
    }

    [Fact]
    public async Task An_address_that_is_down_is_told_with_its_cure_saved_all_the_same_and_stays_marked()
    {
        await _visitor.Box("Name").FillAsync("Keys to come");
        await _visitor.Box("Client JWKs URL").FillAsync("http://127.0.0.1:1/keys");
        await _visitor.Box("Description").FocusAsync();
        await Expect(_visitor.Page.GetByText("127.0.0.1 refused the connection on port 1. Check the port, and that the key server is running."))
            .ToBeVisibleAsync(new() { Timeout = 30_000 });
        await _visitor.Button("Save").ClickAsync();
        await _visitor.Page.GetByRole(AriaRole.Link, new() { Name = "Edit Keys to come" }).ClickAsync();

        var section = _visitor.Page.GetByRole(AriaRole.Region, new() { Name = "Client JWKs URL" });
        await Expect(section).ToContainTextAsync("Needs attention");
        await Expect(section).ToContainTextAsync("failed. 127.0.0.1 refused the connection on port 1");
        Assert.Empty(_visitor.Complaints);
    }

    [Fact]
    public async Task A_private_key_is_refused_before_it_leaves_the_browser()
    {
        var sent = new ConcurrentQueue<string>();
        _visitor.Page.WebSocket += (_, socket) => socket.FrameSent +=
            (_, frame) => sent.Enqueue(frame.Text ?? System.Text.Encoding.Latin1.GetString(frame.Binary ?? []));
        await _visitor.OpenNewClientAsync();
        var pem = KeyPairs.P256.ExportPkcs8PrivateKeyPem();
        var body = pem.Split('\n')[1][..24];

        await _visitor.Page.GetByText("Paste PEM text").ClickAsync();
        await _visitor.Box("PEM text").FillAsync(pem);
        await _visitor.Button("Read keys").ClickAsync();
        await Expect(_visitor.Page.GetByText("This file contains a private key. It was not uploaded.")).ToBeVisibleAsync();
        await _visitor.Page.Locator("input[type=file]").SetInputFilesAsync(_folder.Write("private.pem", pem));
        await Expect(_visitor.Page.GetByText("This file contains a private key. It was not uploaded.")).ToBeVisibleAsync();

        Assert.NotEmpty(sent);
        Assert.DoesNotContain(sent, frame => frame.Contains(body, StringComparison.Ordinal) || frame.Contains("BEGIN", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_preview_shows_the_keys_and_tells_an_address_that_is_down_from_one_that_is_private()
    {
        await using var keys = KeyServer.Publishing(Jwks);
        await PreviewAsync(keys.Uri().Value);
        await Expect(_visitor.Page.GetByText("1 key can be used.")).ToBeVisibleAsync();
        await Expect(_visitor.Page.GetByRole(AriaRole.Table, new() { Name = "Published keys" })).ToContainTextAsync("2027-01");
        await Expect(_visitor.Page.GetByText("Key 2 (shared) is left out")).ToBeVisibleAsync();

        await PreviewAsync("http://127.0.0.1:1/keys");
        await Expect(_visitor.Page.GetByText("You can still save the URL")).ToBeVisibleAsync();
        // The name of this machine is no address inside, but leads to one.
        await PreviewAsync($"https://{System.Net.Dns.GetHostName()}/keys");
        await Expect(_visitor.Page.GetByText($"{System.Net.Dns.GetHostName()} resolves to ")).ToBeVisibleAsync(new() { Timeout = 30_000 });
        await PreviewAsync("https://10.4.0.9/keys");
        await Expect(_visitor.Page.GetByText("10.4.0.9").Last).ToBeVisibleAsync();
        await Expect(_visitor.Box("Client JWKs URL")).ToHaveAttributeAsync("aria-invalid", "true");
    }

    private async Task PreviewAsync(string address)
    {
        await _visitor.Box("Client JWKs URL").FillAsync(address);
        await _visitor.Button("Fetch & preview keys").ClickAsync();
    }

    private async Task<JsonElement> AskForTokenAsync(string clientId)
    {
        using var key = RSA.Create();
        key.ImportFromPem(await File.ReadAllTextAsync(Path.Combine(_folder.FullPath, "private.pem"), TestContext.Current.CancellationToken));
        var claims = TestAssertion.For(clientId, furnished.Portal.PublicUrl.GetLeftPart(UriPartial.Authority), DateTimeOffset.UtcNow).Payload;
        var assertion = TestAssertion.Sign(
            TestAssertion.Encode("""{"alg":"RS256","typ":"JWT"}"""),
            TestAssertion.Encode(TestAssertion.Json(claims)),
            input => key.SignData(input, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
        using var client = new HttpClient();
        using var form = new FormUrlEncodedContent(KeyedClients.Form(assertion).Select(pair => KeyValuePair.Create(pair.Name, pair.Value)));
        using var response = await client.PostAsync(new Uri(furnished.Portal.PublicUrl, TokenWire.Path), form, TestContext.Current.CancellationToken);
        return JsonSerializer.Deserialize<JsonElement>(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
