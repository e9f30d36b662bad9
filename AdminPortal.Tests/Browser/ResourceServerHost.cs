using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AdminPortal.Tests.Browser;

/// <summary>An API elsewhere, protected by Microsoft's JwtBearer as its documentation sets it up. It knows the issuer's address and its own audience.</summary>
public sealed class ResourceServerHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private ResourceServerHost(WebApplication app) => _app = app;

    public Uri Url => new(_app.Urls.First());

    public static async Task<ResourceServerHost> StartAsync(Uri issuer, string audience)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddAuthorization();
        builder.Services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer(options =>
        {
            options.Authority = issuer.GetLeftPart(UriPartial.Authority);
            options.Audience = audience;
            options.RequireHttpsMetadata = false;
            options.MapInboundClaims = false;
            options.TokenValidationParameters.ValidTypes = ["at+jwt"];
        });
        var app = builder.Build();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapGet("/who", (HttpContext context) => context.User.FindFirst("client_id")!.Value).RequireAuthorization();
        await app.StartAsync();
        return new ResourceServerHost(app);
    }

    /// <summary>Calls the API with a token: the status, and the client ID it saw.</summary>
    public async Task<(int Status, string Body)> CallAsync(string token, CancellationToken cancellation)
    {
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Url, "/who"));
        request.Headers.Authorization = new("Bearer", token);
        using var response = await client.SendAsync(request, cancellation);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync(cancellation));
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
