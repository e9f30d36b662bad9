using System.Text;
using AdminPortal.ApiClients.Editing;
using AdminPortal.ApiClients.Keys;
using AdminPortal.Domain.Administrators;
using AdminPortal.Domain.ApiClients;
using AdminPortal.Domain.ApiClients.Rules;
using AdminPortal.Tests.ApiClients.Keys;
using AdminPortal.Tests.Domain.ApiClients.PublicKeys;
using AdminPortal.Tests.Support;
using Bunit;

namespace AdminPortal.Tests.ApiClients.Editing;

/// <summary>Adding a key, or the address of keys, as somebody who really signed in.</summary>
public sealed class KeyProofTests : ProofTest
{
    private const string Url = "https://keys.example/jwks";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_key_or_a_certificate_is_added_after_the_password_and_whoever_turns_away_finds_it_where_it_was(bool isCertificate)
    {
        var id = await AddAsync(secrets: 0);
        var page = OpenSaved(id);
        await UploadAsync(page, isCertificate ? Certificate() : PemFiles.Curve);
        await page.Labelled("Key name").InputAsync(new() { Value = "production" });
        await OutlastProofAsync();

        await TurnAwayAsync(page.Button("Add key").ClickAsync(new()));
        Assert.Contains(PermissionErrors.ProofNeeded.Message, page.Find("[aria-label='Keys to add'] [role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Equal("production", page.Labelled("Key name").GetAttribute("value"));
        Assert.Empty((await ReadAsync(id)).PublicKeys);

        await ProveAsync(page.Button("Add key").ClickAsync(new()));
        var added = Assert.Single((await ReadAsync(id)).PublicKeys);
        Assert.Equal(("production", isCertificate), (added.Name, added.Certificate is not null));
    }

    [Fact]
    public async Task Another_address_of_keys_is_saved_after_the_password_and_nothing_typed_is_lost()
    {
        var id = await AddAsync(secrets: 0);
        var page = OpenSaved(id);
        await page.Labelled("Description").InputAsync(new() { Value = "kept" });
        await page.Labelled("Client JWKs URL").InputAsync(new() { Value = Url });
        await OutlastProofAsync();

        await TurnAwayAsync(SubmitAsync(page));
        Assert.Equal(PermissionErrors.ProofNeeded.Message, page.Find("#error-summary [role=link]").TextContent);
        Assert.Equal(Url, page.Labelled("Client JWKs URL").GetAttribute("value"));
        Assert.Equal("", (await ReadAsync(id)).Details.Description);

        await ProveAsync(SubmitAsync(page));
        var saved = (await ReadAsync(id)).Details;
        Assert.Equal(("kept", Url), (saved.Description, saved.JwksUri));
    }

    [Fact]
    public async Task A_new_client_with_a_key_is_saved_after_the_password()
    {
        var page = OpenNew();
        await page.Labelled("Name").InputAsync(new() { Value = "Billing sync" });
        await UploadAsync(page);
        await page.Labelled("Key name").InputAsync(new() { Value = "production" });
        await page.Button("Add key").ClickAsync(new());
        await OutlastProofAsync();

        await ProveAsync(SubmitAsync(page));

        var client = Assert.Single((await Domain.Get<ListApiClients>().ExecuteAsync(new ApiClientQuery(), Domain.Superuser, Cancellation)).Value.Rows);
        Assert.Equal("production", Assert.Single((await ReadAsync(client.Id)).PublicKeys).Name);
    }

    [Fact]
    public async Task A_new_name_and_a_removed_key_need_no_password()
    {
        var id = await AddAsync(secrets: 0);
        var page = OpenSaved(id);
        await UploadAsync(page);
        await page.Labelled("Key name").InputAsync(new() { Value = "production" });
        await page.Button("Add key").ClickAsync(new());
        await OutlastProofAsync();

        await page.Button("Remove production").ClickAsync(new());
        await page.Button("Remove key").ClickAsync(new());
        await page.Labelled("Name").InputAsync(new() { Value = "Billing export" });
        await SubmitAsync(page);

        var saved = await ReadAsync(id);
        Assert.Equal(("Billing export", 0), (saved.Details.Name, saved.PublicKeys.Count));
    }

    private async Task TurnAwayAsync(Task act)
    {
        Asked();
        await Asker.Button("Cancel").ClickAsync(new());
        await act;
    }

    private async Task ProveAsync(Task act)
    {
        Asked();
        await ConfirmAsync(Password);
        await act;
    }

    private string Certificate()
    {
        using var certificate = PemFiles.Certificate(Domain.Clock.GetUtcNow().AddDays(-1), Domain.Clock.GetUtcNow().AddDays(30));
        return certificate.ExportCertificatePem();
    }

    private static Task UploadAsync(IRenderedComponent<EditApiClientPage> page, string? pem = null) =>
        page.InvokeAsync(() => page.FindComponent<PemInput>().Instance.TakeAsync("client.pem", new Upload(Encoding.UTF8.GetBytes(pem ?? PemFiles.Curve))));
}
