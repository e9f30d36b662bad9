using System.Text.Json;
using AdminPortal.Tests.Support;

namespace AdminPortal.Tests.Readme;

/// <summary>Every command of the README does what the README says, on a fresh copy of the repository.</summary>
public sealed class ReadmeCommandTests(FreshCopy copy) : IClassFixture<FreshCopy>
{
    private const string Run = "dotnet run";
    private const string Publish = "dotnet publish";
    private const string RunPublished = "dotnet out/AdminPortal.dll --urls";
    private const string AddAdministrator = "dotnet out/AdminPortal.dll admin add";
    private const string TokenByBody = "curl -s http://localhost:5080/oauth2/v1/token \\";
    private const string TokenByBasic = "curl -s http://localhost:5080/oauth2/v1/token -u";
    private const string Introspect = "curl -s http://localhost:5080/oauth2/v1/introspect";
    private const string Revoke = "curl -s http://localhost:5080/oauth2/v1/revoke";
    private const string Metadata = "curl -s http://localhost:5080/.well-known";
    private const string Keys = "curl -s http://localhost:5080/oauth2/v1/keys";
    private const string Metrics = "curl -s http://localhost:5081/metrics";
    private const string Ready = "curl -s http://localhost:5081/health/ready";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void No_command_of_the_readme_is_left_out_here()
    {
        // The test command is what runs this test; the exports are how a person hands over what the test hands over by itself.
        string[] others = ["bash AdminPortal.Tests/run.sh", "export CLIENT_ID=", "export TOKEN="];
        string[] known =
            [Run, Publish, RunPublished, AddAdministrator, TokenByBody, TokenByBasic, Introspect, Revoke, Metadata, Keys, Ready, Metrics, .. others];

        Assert.All(ReadmeText.Commands, command => Assert.Single(known, beginning => command.StartsWith(beginning, StringComparison.Ordinal)));
        Assert.Equal(known.Length, ReadmeText.Commands.Count);
    }

    [Fact]
    public async Task They_run_the_portal_get_a_token_publish_it_and_add_an_administrator()
    {
        await using (await RunningServer.StartAsync(copy, ReadmeText.Command(Run), Cancellation))
        {
            await AssertAssetsAreServedAsync();
            await AssertTokensAreIssuedAsync(Path.Combine(copy.Root, "AdminPortal/data"));
        }

        await copy.RunAsync(ReadmeText.Command(Publish), Cancellation);
        await using (await RunningServer.StartAsync(copy, ReadmeText.Command(RunPublished), Cancellation))
        {
            await AssertAssetsAreServedAsync();
            Assert.Equal("Healthy", await RunAsync(Ready));
            await File.WriteAllTextAsync(Path.Combine(copy.Root, "password.txt"), "correct horse battery staple 7\n", Cancellation);
            Assert.Equal("Added the administrator auditor as Auditor.", (await RunAsync(AddAdministrator)).Trim());
            await AssertTokensAreIssuedAsync(Path.Combine(copy.Root, "out/data"));
            Assert.Contains("adminportal_tokens_issued_total", await RunAsync(Metrics), StringComparison.Ordinal);
        }
    }

    private async Task AssertTokensAreIssuedAsync(string dataDirectory)
    {
        await using (var store = await StoreBeside.OpenAsync(dataDirectory))
        {
            var (client, secrets) = await store.AddClientAsync("Readme", validDays: 30);
            copy.Set("CLIENT_ID", client.Value);
            copy.Set("CLIENT_SECRET", secrets[0]);
        }

        foreach (var command in new[] { TokenByBody, TokenByBasic })
        {
            var answer = JsonSerializer.Deserialize<JsonElement>(await RunAsync(command));
            Assert.Equal("Bearer", answer.GetProperty("token_type").GetString());
            copy.Set("TOKEN", answer.GetProperty("access_token").GetString()!);
        }

        Assert.StartsWith("""{"active":true,""", await RunAsync(Introspect), StringComparison.Ordinal);
        Assert.Equal("", await RunAsync(Revoke));
        Assert.Equal("""{"active":false}""", await RunAsync(Introspect));

        var metadata = JsonSerializer.Deserialize<JsonElement>(await RunAsync(Metadata));
        Assert.Equal(copy.PublicUrl.GetLeftPart(UriPartial.Authority), metadata.GetProperty("issuer").GetString());
        Assert.NotEmpty(JsonSerializer.Deserialize<JsonElement>(await RunAsync(Keys)).GetProperty("keys").EnumerateArray());
    }

    private async Task AssertAssetsAreServedAsync()
    {
        using var client = new HttpClient { BaseAddress = copy.PublicUrl };
        foreach (var file in Assets.Served)
        {
            Assert.Equal(await Assets.ReadAsync(file), await client.GetByteArrayAsync(new Uri(file, UriKind.Relative), Cancellation));
        }

        Assert.NotEmpty(await client.GetByteArrayAsync(new Uri("_content/MudBlazor/MudBlazor.min.js", UriKind.Relative), Cancellation));
    }

    private Task<string> RunAsync(string beginning) => copy.RunAsync(ReadmeText.Command(beginning), Cancellation);
}
