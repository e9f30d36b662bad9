using AdminPortal.Domain.TokenFailures;

namespace AdminPortal.Tests.OAuth;

public sealed class ThrottlingTests
{
    private const int Limit = 5;
    private const string TryLater = "Too many failed attempts; try again later.";

    [Fact]
    public async Task Guessing_is_throttled_and_the_right_secret_always_succeeds()
    {
        await using var host = await StartAsync();
        var client = await host.AddClientAsync();
        var guess = client.Form().With("client_secret", "guess");
        for (var attempt = 0; attempt < Limit; attempt++)
        {
            (await host.PostAsync(guess)).IsInvalidClient();
        }

        var throttled = await host.PostAsync(guess);

        throttled.IsRefused(429, "temporarily_unavailable", TryLater);
        Assert.Equal("60", throttled.Headers["Retry-After"]);
        (await host.PostAsync(client.Form())).IsGranted(OAuthHost.ReaderScope);
        (await host.PostAsync(client.Form().With("client_id", "a1b2c3d4e5f6g"))).IsInvalidClient();
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        (await host.PostAsync(guess)).IsInvalidClient();
    }

    [Fact]
    public async Task An_unknown_client_is_throttled_like_a_known_one()
    {
        await using var host = await StartAsync();
        var unknown = (await host.AddClientAsync()).Form().With("client_id", "a1b2c3d4e5f6g");
        for (var attempt = 0; attempt < Limit; attempt++)
        {
            (await host.PostAsync(unknown)).IsInvalidClient();
        }

        (await host.PostAsync(unknown)).IsRefused(429, "temporarily_unavailable", TryLater);
    }

    [Theory]
    [InlineData("grant_type is missing", true)]
    [InlineData("a parameter is repeated", true)]
    [InlineData("several methods", true)]
    [InlineData("a method that is not POST", false)]
    [InlineData("no form", false)]
    [InlineData("a body that is too long", false)]
    public async Task Every_refusal_of_somebody_who_proved_nothing_counts(string fault, bool namesTheClient)
    {
        await using var host = await StartAsync();
        var client = await host.AddClientAsync();
        for (var attempt = 0; attempt < Limit; attempt++)
        {
            Assert.InRange((await FailAsync(host, client, fault)).Status, 400, 413);
        }

        var throttled = await FailAsync(host, client, fault);

        throttled.IsRefused(429, "temporarily_unavailable", TryLater);
        Assert.Equal("60", throttled.Headers["Retry-After"]);
        Assert.Equal(namesTheClient ? 429 : 401, (await host.PostAsync(client.Form().With("client_secret", "guess"))).Status);
        (await host.PostAsync(client.Form())).IsGranted(OAuthHost.ReaderScope);
    }

    [Fact]
    public async Task What_a_client_asks_in_vain_when_it_has_proved_who_it_is_counts_for_nothing()
    {
        await using var host = await StartAsync();
        var client = await host.AddClientAsync();
        for (var attempt = 0; attempt < 3 * Limit; attempt++)
        {
            (await host.PostAsync(client.Form(("scope", OAuthHost.AdminScope)))).IsInvalidScope();
        }
    }

    [Fact]
    public async Task A_strangers_flood_of_malformed_requests_leaves_a_clients_history_alone()
    {
        await using var host = await StartAsync();
        var client = await host.AddClientAsync();
        var real = await host.PostAsync(client.Form(("scope", OAuthHost.AdminScope)));
        for (var attempt = 0; attempt < 130; attempt++)
        {
            await host.PostAsync(client.Form().Without("grant_type", "client_secret"));
        }

        Assert.Equal(client.Id, (await host.RecordOfAsync(real)).ClientId);
        var listed = (await host.Get<ListTokenFailures>().ExecuteAsync(client.Id, OAuthHost.Superuser, OAuthHost.Cancellation)).Value;
        Assert.Equal((1 + Limit, 130 - Limit), (listed.Total, listed.ThrottledCount));
    }

    private static async Task<TokenAnswer> FailAsync(OAuthHost host, TestClient client, string fault) => fault switch
    {
        "grant_type is missing" => await host.PostAsync(client.Form().Without("grant_type")),
        "a parameter is repeated" => await host.PostAsync(client.Form(("scope", "a"), ("scope", "b"))),
        "several methods" => await host.PostAsync(client.Form(), TokenWire.Basic(client.Id.Value, client.Secret)),
        "no form" => await host.PostAsync("{}"u8.ToArray(), "application/json"),
        "a body that is too long" => await host.PostAsync(new byte[300_000]),
        _ => await GetAsync(host),
    };

    private static async Task<TokenAnswer> GetAsync(OAuthHost host)
    {
        using var got = await host.Http.GetAsync(TokenWire.Path, OAuthHost.Cancellation);
        return await TokenAnswer.OfAsync(got);
    }

    private static async Task<OAuthHost> StartAsync()
    {
        var host = new OAuthHost($"--Portal:Throttling:FailuresPerMinute={Limit}");
        await host.InitializeAsync();
        return host;
    }
}
