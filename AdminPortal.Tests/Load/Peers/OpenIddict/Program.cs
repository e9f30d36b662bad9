using Microsoft.EntityFrameworkCore;
using OpenIddict.Abstractions;
using OpenIddictPeer;

// PORT, ALGORITHM, KEYS (folder of PEM files), CLIENTS (the portal's clients, under whose IDs this server knows them), ISSUER, DATABASE.

var settings = PeerSettings.FromEnvironment();
var builder = WebApplication.CreateBuilder(args);
builder.WebHost.UseUrls($"http://127.0.0.1:{settings.Port}");
builder.Logging.SetMinimumLevel(LogLevel.Warning);
builder.Services.AddDbContext<PeerStore>(options => options.UseSqlite($"Data Source={settings.Database}").UseOpenIddict());
builder.Services.AddOpenIddict()
    .AddCore(core => core.UseEntityFrameworkCore().UseDbContext<PeerStore>())
    .AddServer(server =>
    {
        server.SetIssuer(new Uri(settings.Issuer));
        server.SetTokenEndpointUris("token");
        server.AllowClientCredentialsFlow();
        server.RegisterScopes(PeerClients.Scope);
        server.AddSigningKey(settings.SigningKey());
        // It asks for an encryption key even where access tokens are plain JWTs.
        server.AddEphemeralEncryptionKey();
        server.DisableAccessTokenEncryption();
        server.UseAspNetCore().EnableTokenEndpointPassthrough().DisableTransportSecurityRequirement();
    });

var app = builder.Build();
app.MapPost("/token", TokenAnswer.Write);
app.MapGet("/stats", () => new { allocated = GC.GetTotalAllocatedBytes() });
await using (var scope = app.Services.CreateAsyncScope())
{
    await scope.ServiceProvider.GetRequiredService<PeerStore>().Database.EnsureCreatedAsync();
    await PeerClients.RegisterAsync(scope.ServiceProvider.GetRequiredService<IOpenIddictApplicationManager>(), settings);
}

app.Run();
