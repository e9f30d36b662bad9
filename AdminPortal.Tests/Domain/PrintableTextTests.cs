using AdminPortal.Domain;
using AdminPortal.Domain.Administrators.Rules;
using AdminPortal.Domain.ApiClients;
using AdminPortal.Domain.ApiClients.Rules;
using AdminPortal.Domain.ApiClients.Rules.PublicKeys;
using AdminPortal.Domain.ApiResources;
using AdminPortal.Domain.ApiResources.Rules;
using AdminPortal.Tests.Support;

namespace AdminPortal.Tests.Domain;

public sealed class PrintableTextTests
{
    [Theory]
    [InlineData("Zahlungsübertragung 🚀 <b>")]
    [InlineData("管理者")]
    [InlineData("نرم\u200Cافزار")]
    [InlineData("क्\u200Dष")]
    [InlineData("ශ්\u200Dරී")]
    [InlineData("importer ⚙\uFE0F")]
    [InlineData("e\u0301te\u0301")]
    public void What_people_write_is_printable(string text) => Assert.Null(PrintableText.FirstFault(text));

    [Theory]
    [InlineData("Billing\u202Ecnys", 0x202E, 8)]
    [InlineData("Billing\u2066sync", 0x2066, 8)]
    [InlineData("🚀\u200Fsync", 0x200F, 2)]
    [InlineData("Bil\u200Bling", 0x200B, 4)]
    [InlineData("Bil\u00ADling", 0x00AD, 4)]
    [InlineData("\uFEFFBilling", 0xFEFF, 1)]
    [InlineData("Bil\u200Cling", 0x200C, 4)]
    [InlineData("Bil\u200Dling", 0x200D, 4)]
    [InlineData("نرم\u200C", 0x200C, 4)]
    [InlineData("نرم\u200C\u200Cافزار", 0x200C, 4)]
    [InlineData("👩\u200D💻", 0x200D, 2)]
    [InlineData("Billing\u3164", 0x3164, 8)]
    [InlineData("A\uFE0F", 0xFE0F, 2)]
    [InlineData("Billing\U000E0041", 0xE0041, 8)]
    [InlineData("Billing\u2028sync", 0x2028, 8)]
    [InlineData("Billing\nsync", 0x0A, 8)]
    [InlineData("Billing\uE000", 0xE000, 8)]
    [InlineData("Billing\uFFFE", 0xFFFE, 8)]
    public void What_cannot_be_seen_or_turns_the_text_round_is_found_and_named(string text, int codePoint, int position) =>
        Assert.Equal(new UnprintableCharacter(codePoint, position), PrintableText.FirstFault(text));

    // An attribute cannot hold one: its text is UTF-8.
    [Fact]
    public void Half_a_character_is_found_and_named() =>
        Assert.Equal(new UnprintableCharacter(0xD800, 8), PrintableText.FirstFault("Billing\uD800sync"));

    [Fact]
    public void Lines_and_tabs_belong_to_longer_texts_only()
    {
        Assert.Null(PrintableText.FirstFault("one\n\ttwo", hasLines: true));
        Assert.Equal(new UnprintableCharacter(0x0B, 4), PrintableText.FirstFault("one\u000Btwo", hasLines: true));
        Assert.Equal("one\ntwo\uFFFD", PrintableText.Of("one\ntwo\u202E", 20, hasLines: true));
    }

    [Fact]
    public void Every_name_is_judged_by_the_one_rule_and_told_which_character_and_where()
    {
        const string Twin = "Billing\u202Esync";
        const string Words = "contains U+202E at position 8, which changes the direction of text. Remove it";

        Assert.Equal($"Name {Words}", Assert.Single(ApiClientName.Create(Twin).Errors).Message);
        Assert.Equal($"Description {Words}", Assert.Single(ApiClientDescription.Create(Twin).Errors).Message);
        Assert.Equal($"The name of this key {Words}", Assert.Single(PublicKeyName.Create(Twin).Errors).Message);
        Assert.Equal($"User name {Words}", Assert.Single(UserName.Create(Twin).Errors).Message);
    }

    [Fact]
    public void Joiners_make_no_other_name()
    {
        Assert.Equal(ApiClientName.KeyOf("نرم\u200Cافزار"), ApiClientName.KeyOf("نرمافزار"));
        Assert.Equal(UserName.KeyOf("نرم\u200Cافزار"), UserName.KeyOf("نرمافزار"));
    }

    [Fact]
    public async Task A_catalogue_with_a_name_that_cannot_be_read_is_not_imported()
    {
        await using var host = await DomainHost.StartAsync();
        var sample = CatalogueFile.Sample();
        var servers = sample.ResourceServers.Select(server => server with { DisplayName = "One\u200BAPI" });

        var imported = await host.Get<ImportCatalogue>().ExecuteIfEmptyAsync(new CatalogueFile([.. servers]), host.Superuser, DomainHost.Cancellation);

        Assert.Equal("catalogue.malformed", Assert.Single(imported.Errors).Code);
    }

    [Fact]
    public async Task A_name_from_before_the_rule_is_loaded_shown_apart_and_told_when_it_is_saved()
    {
        await using var host = await DomainHost.StartAsync();
        var id = await host.AddClientAsync("Billing sync");
        await host.ExecuteSqlAsync($"""UPDATE "ApiClients" SET "Name" = {"Billing\u202Esync"}, "Description" = {"a\u200B"}""");

        var view = (await host.Get<GetApiClient>().ExecuteAsync(id, host.Superuser, DomainHost.Cancellation)).Value;
        var update = new UpdateApiClientCommand(id, view.Version, view.Details);
        var kept = await host.Get<UpdateApiClient>().ExecuteAsync(update, host.Superuser, DomainHost.Cancellation);
        var mended = await host.Get<UpdateApiClient>().ExecuteAsync(
            update with { Details = view.Details with { Name = "Billing sync", Description = "a" } }, host.Superuser, DomainHost.Cancellation);

        Assert.Equal(["name.malformed", "description.malformed"], Assert.IsType<UpdateApiClientOutcome.Refused>(kept).Errors.Select(error => error.Code));
        Assert.IsType<UpdateApiClientOutcome.Updated>(mended);
    }
}
