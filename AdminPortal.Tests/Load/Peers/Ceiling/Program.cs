using System.Security.Cryptography;
using System.Text;
using Ceiling;

// The ceiling: a form is read, a secret hashed or an assertion verified, a token signed. No scope, no audience, no replay, no record, no log.
// PORT, ALGORITHM, KEYS (folder of PEM files), SECRET, CLAIMS (a token of the portal, decoded: what to say, and under which kid).

var algorithm = Setting("ALGORITHM");
var keys = new KeyFolder(Setting("KEYS"));
var writer = new TokenWriter(keys, algorithm, Setting("CLAIMS"));
var assertions = new AssertionCheck(keys, algorithm);
var digest = SHA256.HashData(Encoding.UTF8.GetBytes(Setting("SECRET")));

var builder = WebApplication.CreateSlimBuilder(args);
builder.WebHost.UseUrls($"http://127.0.0.1:{Setting("PORT")}");
builder.Logging.SetMinimumLevel(LogLevel.Warning);
var app = builder.Build();

app.MapPost("/token", (RequestDelegate)(async context =>
{
    var form = await context.Request.ReadFormAsync();
    if (form["grant_type"] != "client_credentials" || Authenticate(form) is not { } clientId)
    {
        context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        return;
    }

    await writer.AnswerAsync(context.Response, clientId);
}));
app.MapGet("/stats", (RequestDelegate)(context => context.Response.WriteAsync($$"""{"allocated":{{GC.GetTotalAllocatedBytes()}}}""")));
app.Run();

string? Authenticate(IFormCollection form)
{
    if (form.TryGetValue("client_assertion", out var assertion))
    {
        return assertions.ClientOf(assertion.ToString());
    }

    Span<byte> presented = stackalloc byte[SHA256.HashSizeInBytes];
    SHA256.HashData(Encoding.UTF8.GetBytes(form["client_secret"].ToString()), presented);
    return CryptographicOperations.FixedTimeEquals(presented, digest) ? form["client_id"].ToString() : null;
}

static string Setting(string name) => Environment.GetEnvironmentVariable(name) ?? throw new InvalidOperationException($"{name} is not set");
