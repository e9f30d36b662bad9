using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace AdminPortal.Tests.OAuth;

/// <summary>Forms as a client posts them, and answers as it reads them.</summary>
internal static class TokenWire
{
    public const string Path = "/oauth2/v1/token";

    /// <summary>A request that is right in every way: begin with it and break one thing.</summary>
    public static List<(string Name, string Value)> Form(this TestClient client, params (string Name, string Value)[] more) =>
        [("grant_type", "client_credentials"), ("client_id", client.Id.Value), ("client_secret", client.Secret), .. more];

    /// <summary>The same without what a test says in another way.</summary>
    public static List<(string Name, string Value)> Without(this List<(string Name, string Value)> form, params string[] names) =>
        [.. form.Where(pair => !names.Contains(pair.Name))];

    public static List<(string Name, string Value)> With(this List<(string Name, string Value)> form, string name, string value) =>
        [.. form.Select(pair => pair.Name == name ? (name, value) : pair)];

    public static string Basic(string clientId, string secret) => "Basic " + Base64($"{clientId}:{secret}");

    public static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    public static string Encode(IEnumerable<(string Name, string Value)> form) =>
        string.Join('&', form.Select(pair => $"{Uri.EscapeDataString(pair.Name)}={Uri.EscapeDataString(pair.Value)}"));

    public static Task<TokenAnswer> PostAsync(
        this OAuthHost host,
        IEnumerable<(string Name, string Value)> form,
        string? authorization = null,
        string query = "",
        string path = Path) =>
        host.PostAsync(Encoding.ASCII.GetBytes(Encode(form)), authorization: authorization, query: query, path: path);

    public static async Task<TokenAnswer> PostAsync(
        this OAuthHost host,
        byte[] body,
        string? contentType = "application/x-www-form-urlencoded",
        string? authorization = null,
        string query = "",
        bool chunked = false,
        string path = Path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path + query) { Content = new ByteArrayContent(body) };
        request.Headers.TransferEncodingChunked = chunked;
        if (contentType is not null)
        {
            request.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        }

        if (authorization is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        }

        using var response = await host.Http.SendAsync(request, OAuthHost.Cancellation);
        return await TokenAnswer.OfAsync(response);
    }

    /// <summary>Sends exactly these header lines behind the request line; answers everything that comes back.</summary>
    public static async Task<string> SendRawAsync(this OAuthHost host, string headers, byte[] body, string hostHeader = "localhost")
    {
        using var connection = new TcpClient();
        await connection.ConnectAsync(host.Url.Host, host.Url.Port, OAuthHost.Cancellation);
        await using var stream = connection.GetStream();
        await stream.WriteAsync(
            Encoding.Latin1.GetBytes($"POST {Path} HTTP/1.1\r\nHost: {hostHeader}\r\nConnection: close\r\n{headers}\r\n"), OAuthHost.Cancellation);
        await stream.WriteAsync(body, OAuthHost.Cancellation);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return await reader.ReadToEndAsync(OAuthHost.Cancellation);
    }
}

/// <summary>Status, headers and the whole body.</summary>
internal sealed record TokenAnswer(int Status, IReadOnlyDictionary<string, string> Headers, string Body)
{
    public static async Task<TokenAnswer> OfAsync(HttpResponseMessage response)
    {
        HttpHeaders[] headers = [response.Headers, response.Content.Headers];
        return new(
            (int)response.StatusCode,
            headers.SelectMany(part => part.NonValidated)
                .ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            await response.Content.ReadAsStringAsync(OAuthHost.Cancellation));
    }

    public JsonElement Json => JsonDocument.Parse(Body).RootElement;

    public string AccessToken => Json.GetProperty("access_token").GetString()!;

    public string Scope => Json.GetProperty("scope").GetString()!;

    public string Reference => Json.GetProperty("error_description").GetString()![^8..];

    public void IsGranted(string scope)
    {
        Assert.Equal(200, Status);
        Assert.Equal(["access_token", "token_type", "expires_in", "scope"], Json.EnumerateObject().Select(member => member.Name));
        Assert.Equal(scope, Scope);
        Assert.Equal("application/json", Headers["Content-Type"]);
        IsNotStored();
    }

    /// <summary>The whole of RFC 6749 section 5.2, character by character but for the reference.</summary>
    public void IsRefused(int status, string error, string sentence)
    {
        Assert.Equal((status, error), (Status, Body.Length > 0 ? Json.GetProperty("error").GetString() : null));
        Assert.Matches(
            $"^{{\"error\":\"{error}\",\"error_description\":\"{Regex.Escape(sentence)} Reference: [2-9A-HJ-NP-Z]{{8}}\"}}$", Body);
        Assert.Equal("application/json", Headers["Content-Type"]);
        Assert.Equal(status == 401 ? "Basic realm=\"AdminPortal\", charset=\"UTF-8\"" : null, Headers.GetValueOrDefault("WWW-Authenticate"));
        IsNotStored();
    }

    public void IsInvalidRequest(string sentence) => IsRefused(400, "invalid_request", sentence);

    public void IsInvalidClient() => IsRefused(401, "invalid_client", "Client authentication failed.");

    public void IsInvalidScope() => IsRefused(400, "invalid_scope", "The scope is malformed or not granted to this client.");

    public void IsInvalidTarget() => IsRefused(400, "invalid_target", "The audience or resource is unknown or not granted to this client.");

    public void IsUnsupportedGrantType() => IsRefused(400, "unsupported_grant_type", "The only grant type is client_credentials.");

    public void IsNotStored()
    {
        Assert.Equal("no-store", Headers["Cache-Control"]);
        Assert.Equal("no-cache", Headers["Pragma"]);
    }
}
