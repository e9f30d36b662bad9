using System.Net;
using System.Text.RegularExpressions;

namespace AdminPortal.Tests.Account;

/// <summary>
/// A person's browser without scripts: it keeps cookies (Secure ones too, as behind a proxy that speaks https), posts the form it
/// was last shown, and follows no redirect by itself.
/// </summary>
internal sealed partial class Browser(Uri site) : IDisposable
{
    private readonly HttpClient _http =
        new(new HttpClientHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = site };

    public Dictionary<string, string> Cookies { get; init; } = new(StringComparer.Ordinal);

    /// <summary>All of them, as a request sends them.</summary>
    public string CookieHeader => string.Join("; ", Cookies.Select(cookie => $"{cookie.Key}={cookie.Value}"));

    /// <summary>As a trusted proxy would tell it.</summary>
    public string? Address { get; init; }

    /// <summary>What the browser itself says of where a form came from.</summary>
    public string? FetchSite { get; init; }

    private string? AntiforgeryToken { get; set; }

    public Browser WithCookiesOf(params string[] names) => new(site)
    {
        Address = Address,
        Cookies = Cookies.Where(cookie => names.Contains(cookie.Key)).ToDictionary(StringComparer.Ordinal),
    };

    public Task<Answer> GetAsync(string path) => SendAsync(new HttpRequestMessage(HttpMethod.Get, path));

    public Task<Answer> PostAsync(string path, params (string Name, string Value)[] fields)
    {
        var form = fields.Select(field => KeyValuePair.Create(field.Name, field.Value));
        if (AntiforgeryToken is { } token)
        {
            form = form.Append(new("__RequestVerificationToken", token));
        }

        return SendAsync(new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(form) });
    }

    public async Task<Answer> SignInAsync(string userName, string password, string path = "/sign-in")
    {
        await GetAsync(path);
        return await PostAsync(path, ("_handler", "sign-in"), ("Input.UserName", userName), ("Input.Password", password));
    }

    public async Task<Answer> SetUpAsync(string token, string userName, string password)
    {
        await GetAsync("/setup");
        return await PostAsync(
            "/setup", ("_handler", "setup"), ("Input.Token", token), ("Input.UserName", userName), ("Input.Password", password));
    }

    public void Forget() => AntiforgeryToken = null;

    public void Dispose() => _http.Dispose();

    private async Task<Answer> SendAsync(HttpRequestMessage request)
    {
        using var sent = request;
        sent.Headers.Add("Accept", "text/html");
        if (Cookies.Count > 0)
        {
            sent.Headers.Add("Cookie", CookieHeader);
        }

        if (FetchSite is not null)
        {
            sent.Headers.Add("Sec-Fetch-Site", FetchSite);
        }

        if (Address is not null)
        {
            sent.Headers.Add("X-Forwarded-For", Address);
        }

        using var response = await _http.SendAsync(sent, TestContext.Current.CancellationToken);
        var html = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        IReadOnlyList<string> set = response.Headers.TryGetValues("Set-Cookie", out var values) ? [.. values] : [];
        foreach (var cookie in set)
        {
            var pair = cookie.Split(';')[0].Split('=', 2);
            Cookies[pair[0]] = pair[1];
        }

        AntiforgeryToken = HiddenToken().Match(html) is { Success: true } found ? found.Groups["token"].Value : AntiforgeryToken;
        return new Answer(response.StatusCode, response.Headers.Location?.ToString(), WebUtility.HtmlDecode(html), set)
        {
            Headers = response.Headers.NonValidated.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
        };
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"(?<token>[^\"]+)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex HiddenToken();
}

/// <summary>What came back.</summary>
internal sealed record Answer(HttpStatusCode Status, string? Location, string Html, IReadOnlyList<string> SetCookies)
{
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    public string Heading => Regex.Replace(Html.Split("<h1")[1].Split('>', 2)[1].Split("</h1>")[0], "<[^>]*>", "", RegexOptions.None, TimeSpan.FromSeconds(1));

    public string SetCookie(string name) => Assert.Single(SetCookies, cookie => cookie.StartsWith($"{name}=", StringComparison.Ordinal));
}
