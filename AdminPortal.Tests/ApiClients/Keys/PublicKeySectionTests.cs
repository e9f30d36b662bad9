using AdminPortal.ApiClients.Editing;
using AdminPortal.ApiClients.Keys;
using AdminPortal.Domain;
using AdminPortal.Domain.ApiClients;
using AdminPortal.Domain.ApiClients.PublicKeys;
using AdminPortal.Domain.ApiClients.Rules;
using AdminPortal.Domain.ApiClients.Rules.PublicKeys;
using AdminPortal.Domain.ApiClients.Rules.Secrets;
using AdminPortal.Tests.ApiClients.Editing;
using AdminPortal.Tests.Domain.ApiClients.PublicKeys;
using AdminPortal.Tests.Support;
using AngleSharp.Dom;
using Bunit;

namespace AdminPortal.Tests.ApiClients.Keys;

public sealed class PublicKeySectionTests : EditingTest
{
    private const string Hint = "This client has a working key.";

    private DateTimeOffset Now => Domain.Clock.GetUtcNow();

    [Fact]
    public async Task A_preview_says_what_a_certificate_holds_before_it_is_added()
    {
        using var certificate = PemFiles.Certificate(Now.AddDays(-1), Now.AddDays(300));
        var key = KeyPairs.Read(KeyPairs.P384);
        var id = await Domain.AddClientAsync("Billing sync");
        var page = OpenSaved(id);

        await UploadAsync(page, "client.pem", certificate.ExportCertificatePem());

        var preview = page.Find("[aria-label='Keys to add']");
        Assert.Equal("billing", page.Labelled("Key name").GetAttribute("value"));
        Assert.Equal(
            ["EC P-384", "ES384", key.Thumbprint, string.Join(' ', key.Fingerprint.Chunk(4).Select(four => new string(four)))],
            preview.QuerySelectorAll("dd").Take(4).Select(fact => fact.TextContent));
        Assert.Contains("CN=billing", preview.TextContent, StringComparison.Ordinal);
        Assert.Empty(preview.QuerySelectorAll(".notice"));
        Assert.Empty((await ReadAsync(id)).PublicKeys);

        await page.Labelled("Key name").ChangeAsync(new() { Value = "prod-2027" });
        await page.Button("Add key").ClickAsync(new());

        Assert.Equal("prod-2027", Assert.Single((await ReadAsync(id)).PublicKeys).Name);
        Assert.Equal("Active", Chip(page));
    }

    [Fact]
    public async Task A_key_is_called_by_the_whole_common_name_of_its_certificate()
    {
        using var certificate = PemFiles.Certificate(Now.AddDays(-1), Now.AddDays(300), "CN=\"Example, Inc.\", O=Example");
        var page = OpenNew();

        await UploadAsync(page, "client.pem", certificate.ExportCertificatePem());

        Assert.Equal("Example, Inc.", page.Labelled("Key name").GetAttribute("value"));
    }

    [Theory]
    [InlineData(-1, 29, "This certificate expires within 30 days")]
    [InlineData(1, 300, "This certificate is not valid yet")]
    public async Task A_certificate_near_either_end_of_its_time_is_warned_of(int from, int to, string warning)
    {
        using var certificate = PemFiles.Certificate(Now.AddDays(from), Now.AddDays(to));
        var page = OpenNew();

        await UploadAsync(page, "client.pem", certificate.ExportCertificatePem());

        Assert.StartsWith(warning, page.Find("[aria-label='Keys to add'] .notice").TextContent.Trim(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_that_is_there_already_is_said_by_its_name_and_not_previewed_again()
    {
        var page = OpenNew();
        await UploadAsync(page, "first.pem", PemFiles.Curve);
        await UploadAsync(page, "second.pem", PemFiles.Curve);
        Assert.Contains("Same key as 'first'", page.Markup, StringComparison.Ordinal);
        await page.Button("Add key").ClickAsync(new());

        await UploadAsync(page, "third.pem", PemFiles.Curve);

        Assert.Contains("Same key as 'first'", page.Markup, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("[aria-label='Keys to add']"));
        Assert.Contains("Active when you save", page.Find("table[aria-label='Public keys']").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task More_than_ten_keys_are_refused_and_those_that_were_there_stay()
    {
        var page = OpenNew();
        for (var number = 0; number < ClientPublicKeys.Limit; number++)
        {
            using var pair = System.Security.Cryptography.ECDsa.Create(System.Security.Cryptography.ECCurve.NamedCurves.nistP256);
            await UploadAsync(page, $"key-{number}.pem", pair.ExportSubjectPublicKeyInfoPem());
        }

        await UploadAsync(page, "eleventh.pem", PemFiles.Curve);

        Assert.Contains(PublicKeyErrors.TooManyForClient.Message, page.Markup, StringComparison.Ordinal);
        Assert.Equal(ClientPublicKeys.Limit, page.FindAll("[aria-label='Keys to add'] input").Count);
        Assert.True(page.HasButton("Add keys"));
    }

    [Fact]
    public async Task A_key_without_a_name_is_not_added_and_nothing_that_was_read_is_lost()
    {
        var page = OpenNew();
        await UploadAsync(page, "", PemFiles.Curve);

        await page.Button("Add key").ClickAsync(new());

        Assert.Contains(PublicKeyErrors.NameMissing.Message, page.Find("[aria-label='Keys to add']").TextContent, StringComparison.Ordinal);
        await page.Button("Discard").ClickAsync(new());
        Assert.Empty(page.FindAll("[aria-label='Keys to add']"));
    }

    [Fact]
    public async Task Removing_a_key_asks_first_and_tells_when_and_from_where_it_was_used()
    {
        var id = await AddWithKeyAsync();
        await UseAsync(id);
        var page = OpenSaved(id);

        await page.Button("Remove prod-2027").ClickAsync(new());
        var dialog = Dialog(page, "Remove this key?");
        Assert.Contains("prod-2027 stops working at once.", dialog.TextContent, StringComparison.Ordinal);
        Assert.Contains("from 192.0.2.9.", dialog.TextContent, StringComparison.Ordinal);
        await page.Find("dialog [data-first-focus]").ClickAsync(new());
        Assert.Single((await ReadAsync(id)).PublicKeys);

        await page.Button("Remove prod-2027").ClickAsync(new());
        await page.Button("Remove key").ClickAsync(new());

        Assert.Empty((await ReadAsync(id)).PublicKeys);
        Assert.Equal(["Key prod-2027 removed"], Host.Messages);
        Assert.Equal("Not configured", Chip(page));
    }

    [Fact]
    public async Task The_list_shows_the_last_use_and_somebody_who_may_only_look_gets_no_buttons()
    {
        var id = await AddWithKeyAsync();
        Assert.Equal("Never", Cells(OpenSaved(id))[^2]);
        await UseAsync(id);

        SignIn(Domain.Auditor);
        var page = OpenSaved(id);

        Assert.Equal("just now", Cells(page)[^1]);
        Assert.Equal("Active", Chip(page));
        Assert.Empty(Section(page).QuerySelectorAll("input, textarea"));
        Assert.False(page.HasButton("Remove prod-2027"));
    }

    [Fact]
    public async Task A_certificate_that_is_over_needs_attention_and_no_secret_is_hinted_at_beside_it()
    {
        using var certificate = PemFiles.Certificate(Now.AddDays(-1), Now.AddDays(10));
        var id = await Domain.AddClientAsync(
            new ApiClientDetails { Name = "Billing sync" }, new PendingSecret(PlaintextSecret.Generate().Hash(), SecretValidity.Default));
        var page = OpenSaved(id);
        await UploadAsync(page, "client.pem", certificate.ExportCertificatePem());
        Assert.DoesNotContain(Hint, page.Markup, StringComparison.Ordinal);
        await page.Button("Add key").ClickAsync(new());
        Assert.Contains(Hint, page.Markup, StringComparison.Ordinal);

        Domain.Clock.Advance(TimeSpan.FromDays(11));
        page = OpenSaved(id);

        Assert.Equal("Needs attention", Chip(page));
        Assert.DoesNotContain(Hint, page.Markup, StringComparison.Ordinal);
    }

    private async Task<ClientId> AddWithKeyAsync()
    {
        var id = await Domain.AddClientAsync("Billing sync");
        var added = await Domain.Get<AddClientPublicKeys>().ExecuteAsync(
            id, [new NewPublicKey(PublicKeyName.Create("prod-2027").Value, new PemKey(KeyPairs.Read(KeyPairs.P256), null))], Domain.Superuser, Cancellation);
        Assert.True(added.IsSuccess);
        return id;
    }

    private Task UseAsync(ClientId id) => Domain.ExecuteSqlAsync(
        $"""UPDATE "ClientPublicKeys" SET "LastUsedAt" = {Now.ToUnixTimeMilliseconds()}, "LastUsedFrom" = '192.0.2.9' WHERE "ClientId" = {id.Value}""");

    private static Task UploadAsync(IRenderedComponent<EditApiClientPage> page, string name, string pem) =>
        page.InvokeAsync(() => page.FindComponent<PemInput>().Instance.TakeAsync(name, new Upload(System.Text.Encoding.UTF8.GetBytes(pem))));

    private static IElement Section(IRenderedComponent<EditApiClientPage> page) => page.Find("section[aria-labelledby=keys-title]");

    private static string Chip(IRenderedComponent<EditApiClientPage> page) => Section(page).QuerySelector(".chip")!.TextContent.Trim();

    private static List<string> Cells(IRenderedComponent<EditApiClientPage> page) =>
        [.. page.FindAll("table[aria-label='Public keys'] tbody td").Select(cell => cell.TextContent.Trim())];
}
