namespace AdminPortal.Tests.OAuth;

public sealed class ThrottlingTests
{
    private const int Limit = 5;
    private const string TryLater = "Too many failed attempts; try again later.";

    [Fact]
    public async Task C1_6749_14_Guessing_is_throttled_and_the_right_secret_always_succeeds()
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
    public async Task C1_6749_14_An_unknown_client_is_throttled_like_a_known_one()
    {
        await using var host = await StartAsync();
        var unknown = (await host.AddClientAsync()).Form().With("client_id", "a1b2c3d4e5f6g");
        for (var attempt = 0; attempt < Limit; attempt++)
        {
            (await host.PostAsync(unknown)).IsInvalidClient();
        }

        (await host.PostAsync(unknown)).IsRefused(429, "temporarily_unavailable", TryLater);
    }

    private static async Task<OAuthHost> StartAsync()
    {
        var host = new OAuthHost($"--Portal:Throttling:FailuresPerMinute={Limit}");
        await host.InitializeAsync();
        return host;
    }
}
