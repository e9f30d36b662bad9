using System.Net;
using AdminPortal.Tests.Support;

namespace AdminPortal.Tests.Shell;

/// <summary>The program, started from a folder that is not its own, serves every asset byte for byte.</summary>
public sealed class AssetTests(StartedPortal portal) : IClassFixture<StartedPortal>
{
    private readonly HttpClient http = portal.Http;

    [Fact]
    public async Task Every_asset_of_ours_and_the_librarys_are_served_byte_for_byte()
    {
        Assert.NotEmpty(Assets.Served);
        foreach (var file in Assets.Served)
        {
            var served = await GetAsync(file);
            Assert.NotEmpty(served);
            Assert.Equal(await Assets.ReadAsync(file), served);
        }

        Assert.True((await GetAsync("_content/MudBlazor/MudBlazor.min.js")).Length > 10_000);
        Assert.True((await GetAsync("_content/MudBlazor/MudBlazor.min.css")).Length > 100_000);
        Assert.True((await GetAsync("_framework/blazor.web.js")).Length > 50_000);
    }

    [Fact]
    public async Task The_pictures_of_the_README_are_served_to_nobody()
    {
        Assert.NotEmpty(Assets.Pictures);
        foreach (var picture in Assets.Pictures)
        {
            using var answer = await http.GetAsync(new Uri(picture, UriKind.Relative), TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }
    }

    [Theory]
    [InlineData("text/html", true)]
    [InlineData("application/json", false)]
    public async Task An_address_that_leads_nowhere_shows_a_page_to_browsers_and_only_the_status_to_programs(string accept, bool page)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/administration/nowhere", UriKind.Relative));
        request.Headers.Accept.ParseAdd(accept);
        using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
        var body = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal(page, body.Contains("Page not found", StringComparison.Ordinal));
        Assert.Equal(page, body.Length > 0);
    }

    [Theory]
    [InlineData("portal-theme=dark", " data-theme=\"dark\"")]
    [InlineData("portal-theme=\"><script>", "<html lang=\"en\" translate=\"no\">")]
    [InlineData("other=1", "<html lang=\"en\" translate=\"no\">")]
    public async Task The_first_page_is_drawn_in_the_theme_the_person_chose(string cookie, string expected)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/error", UriKind.Relative));
        request.Headers.TryAddWithoutValidation("Cookie", cookie);
        using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
        var body = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.Contains(expected, body, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", body, StringComparison.Ordinal);
    }

    private Task<byte[]> GetAsync(string path) => http.GetByteArrayAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
}
