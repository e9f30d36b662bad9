using AdminPortal.ApiClients.Keys;
using AdminPortal.Tests.ApiClients.Editing;
using AdminPortal.Tests.Domain.ApiClients.PublicKeys;
using Bunit;

namespace AdminPortal.Tests.ApiClients.Keys;

public sealed class PemInputTests : EditingTest
{
    private readonly List<PemFile> _read = [];

    [Fact]
    public async Task What_is_read_goes_on_and_what_is_not_is_told_with_the_name_of_its_file()
    {
        var input = Render();

        await TakeAsync(input, "good.pem", PemFiles.Bytes(PemFiles.Info, PemFiles.Curve));
        await TakeAsync(input, "request.pem", PemFiles.Bytes(PemFiles.Request));

        Assert.Equal(("good.pem", 2), (Assert.Single(_read).Name, _read[0].Keys.Count));
        Assert.StartsWith("request.pem: This is a certificate request.", Assert.Single(Problems(input)), StringComparison.Ordinal);
        await input.InvokeAsync(input.Instance.BeginAsync);
        await TakeAsync(input, "", PemFiles.Bytes("hello"));
        Assert.StartsWith("No PEM block found", Assert.Single(Problems(input)), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(RefusedFileTests.PrivateKeys), MemberType = typeof(RefusedFileTests))]
    public async Task A_private_key_that_gets_past_the_browser_is_refused_and_shown_to_nobody(string dress, byte[] file)
    {
        var input = Render();

        await TakeAsync(input, "key.pem", file);

        Assert.True(_read.Count == 0, dress);
        Assert.StartsWith("key.pem: This file contains a private key. It was not stored.", Assert.Single(Problems(input)), StringComparison.Ordinal);
        var text = System.Text.Encoding.Latin1.GetString(file);
        Assert.All(text.Split('\n').Where(line => line.Length >= 60), line => Assert.DoesNotContain(line, input.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_stays_in_the_browser_is_told_with_its_reason()
    {
        var input = Render();

        await input.InvokeAsync(() => input.Instance.RefuseAsync("private"));
        await input.InvokeAsync(() => input.Instance.RefuseAsync("too-large"));

        Assert.Collection(
            Problems(input),
            problem => Assert.StartsWith("This file contains a private key. It was not uploaded.", problem, StringComparison.Ordinal),
            problem => Assert.StartsWith("This file is larger than 64 KB.", problem, StringComparison.Ordinal));
    }

    private IRenderedComponent<PemInput> Render() => Host.Render<PemInput>(parameters => parameters.Add(input => input.OnRead, _read.Add));

    private static Task TakeAsync(IRenderedComponent<PemInput> input, string name, byte[] file) =>
        input.InvokeAsync(() => input.Instance.TakeAsync(name, new Upload(file)));

    private static List<string> Problems(IRenderedComponent<PemInput> input) =>
        [.. input.FindAll("[role=alert] .notice").Select(notice => notice.TextContent.Trim())];
}
