using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
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
public sealed class ClientKeysJourneyTests(Chromium chromium) : IAsyncLifetime
{
    private const string NewClient = "/administration/api-configuration/oneapi/api-clients/new";

    private static readonly string Jwks = $$"""
        {"keys":[{"kty":"EC","crv":"P-256","kid":"2027-01","x":"{{PublishedVectors.Rfc7515A3X}}","y":"{{PublishedVectors.Rfc7515A3Y}}"},{"kty":"oct","kid":"shared","k":"AAAA"}]}
        """;

    private readonly TemporaryFolder _folder = new();
    private PortalProcess _portal = null!;
    private KeyServer _keys = null!;
    private Visitor _visitor = null!;

    public async ValueTask InitializeAsync()
    {
        _keys = KeyServer.Publishing(Jwks);
        _portal = await PortalProcess.StartAsync(
            TestContext.Current.CancellationToken,
            ("Portal:Setup:UserName", Visitor.UserName),
            ("Portal:Setup:Password", Visitor.Password),
            ("Portal:JwksFetch:AllowedHosts:0", $"127.0.0.1:{_keys.Port}"),
            ("Portal:JwksFetch:AllowedHosts:1", "127.0.0.1:1"));
        _visitor = await chromium.VisitAsync(_portal.PublicUrl);
        await _visitor.SignInAsync();
        await _visitor.OpenAsync(NewClient);
    }

    public async ValueTask DisposeAsync()
    {
        await _visitor.DisposeAsync();
        await _portal.DisposeAsync();
        await _keys.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_certificate_is_uploaded_and_its_key_gets_a_token()
    {
        using var certificate = new CertificateRequest("CN=Billing 2027", KeyPairs.P256, HashAlgorithmName.SHA256)
            .CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(90));
        await _visitor.Box("Name").FillAsync("Billing sync");
        await _visitor.Page.Locator("input[type=file]").SetInputFilesAsync(_folder.Write("billing.pem", certificate.ExportCertificatePem()));
        await Expect(_visitor.Box("Key name")).ToHaveValueAsync("Billing 2027");
        await _visitor.Button("Add key").ClickAsync();
        await Expect(_visitor.Page.GetByRole(AriaRole.Table, new() { Name = "Public keys" })).ToContainTextAsync("Active when you save");
        await _visitor.Tab("Resources").ClickAsync();
        await _visitor.Role("Zscaler Internet Access", "API_Role01").CheckAsync();
        await _visitor.Button("Save").ClickAsync();
        await _visitor.Button("Copy client ID of Billing sync").ClickAsync();
        await Expect(_visitor.Page.GetByText("Client ID of Billing sync copied")).ToBeAttachedAsync();

        var answer = await AskForTokenAsync(await _visitor.ClipboardAsync());

        Assert.Equal("zia.api-role01", answer.GetProperty("scope").GetString());
        Assert.Empty(_visitor.Complaints);
    }

    [Fact]
    public async Task A_private_key_is_refused_before_it_leaves_the_browser()
    {
        var sent = new ConcurrentQueue<string>();
        _visitor.Page.WebSocket += (_, socket) => socket.FrameSent += (_, frame) => sent.Enqueue(frame.Text ?? System.Text.Encoding.Latin1.GetString(frame.Binary ?? []));
        await _visitor.LoadAsync(() => _visitor.Page.ReloadAsync());
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
        await PreviewAsync(_keys.Uri().Value);
        await Expect(_visitor.Page.GetByText("1 key can be used.")).ToBeVisibleAsync();
        await Expect(_visitor.Page.GetByRole(AriaRole.Table, new() { Name = "Published keys" })).ToContainTextAsync("2027-01");
        await Expect(_visitor.Page.GetByText("Key 2 (shared) is left out")).ToBeVisibleAsync();

        await PreviewAsync("http://127.0.0.1:1/keys");
        await Expect(_visitor.Page.GetByText("You can save the address all the same")).ToBeVisibleAsync();
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
        var assertion = TestAssertion.For(clientId, _portal.PublicUrl.GetLeftPart(UriPartial.Authority), DateTimeOffset.UtcNow);
        using var client = new HttpClient();
        using var form = new FormUrlEncodedContent(assertion.Form().Select(pair => KeyValuePair.Create(pair.Name, pair.Value)));
        using var response = await client.PostAsync(new Uri(_portal.PublicUrl, TokenWire.Path), form, TestContext.Current.CancellationToken);
        return JsonSerializer.Deserialize<JsonElement>(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
