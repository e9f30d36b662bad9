namespace AdminPortal.Tests.OAuth;

public sealed class ScopeTests(OAuthHost host) : IClassFixture<OAuthHost>
{
    private const string Both = $"{OAuthHost.AdminScope} {OAuthHost.ReaderScope}";

    [Theory]
    [InlineData("\"zia.reader\"")]
    [InlineData("zia\\reader")]
    [InlineData("zia.reader\r\nx")]
    [InlineData("zia.reader\tzdx.admin")]
    [InlineData(" zia.reader")]
    [InlineData("zia.reader ")]
    [InlineData("zia.reader  zdx.admin")]
    [InlineData("zia.réader")]
    [InlineData("\u007F")]
    public async Task A_scope_outside_the_grammar_is_invalid(string scope) =>
        (await host.PostAsync((await TwoRolesAsync()).Form(("scope", scope)))).IsInvalidScope();

    [Theory]
    [InlineData(1)]
    [InlineData(50_000)]
    public async Task A_scope_of_100_kB_is_invalid(int tokens)
    {
        var scope = string.Join(' ', Enumerable.Repeat(new string('x', (100_000 / tokens) - 1), tokens));

        (await host.PostAsync((await TwoRolesAsync()).Form(("scope", scope)))).IsInvalidScope();
    }

    [Theory]
    [InlineData("zia.writer")]
    [InlineData("zia.reader zia.writer")]
    [InlineData("openid")]
    public async Task A_scope_that_is_not_granted_gets_nothing(string scope) =>
        (await host.PostAsync((await TwoRolesAsync()).Form(("scope", scope)))).IsInvalidScope();

    [Fact]
    public async Task Case_counts_order_and_repetition_do_not()
    {
        var client = await TwoRolesAsync();

        (await host.PostAsync(client.Form(("scope", "zia.reader zdx.admin")))).IsGranted(Both);
        (await host.PostAsync(client.Form(("scope", "zdx.admin zia.reader zdx.admin zdx.admin")))).IsGranted(Both);
        (await host.PostAsync(client.Form(("scope", "ZIA.reader")))).IsInvalidScope();
    }

    [Fact]
    public async Task Without_a_scope_the_client_gets_all_it_holds_there() =>
        (await host.PostAsync((await TwoRolesAsync()).Form())).IsGranted(Both);

    [Fact]
    public async Task The_scope_is_always_returned() =>
        (await host.PostAsync((await TwoRolesAsync()).Form(("scope", OAuthHost.ReaderScope)))).IsGranted(OAuthHost.ReaderScope);

    [Fact]
    public async Task A_client_without_a_role_gets_no_token() =>
        (await host.PostAsync((await host.AddClientAsync(new(), [])).Form())).IsInvalidScope();

    [Fact]
    public async Task A_changed_role_holds_from_the_very_next_token_on()
    {
        var client = await host.AddClientAsync(OAuthHost.Reader);
        (await host.PostAsync(client.Form())).IsGranted(OAuthHost.ReaderScope);
        var (service, writer) = (await host.AddClientAsync(OAuthHost.Writer), "zia.writer");
        var details = (await host.Get<AdminPortal.Domain.ApiClients.GetApiClient>()
            .ExecuteAsync(service.Id, OAuthHost.Superuser, OAuthHost.Cancellation)).Value.Details;

        await host.ChangeAsync(client, held => held with { Roles = details.Roles });

        (await host.PostAsync(client.Form())).IsGranted(writer);
    }

    private Task<TestClient> TwoRolesAsync() => host.AddClientAsync(OAuthHost.Reader, OAuthHost.Admin);
}
