using System.Runtime.CompilerServices;
using AdminPortal.Domain.SigningKeys;
using AdminPortal.Domain.SigningKeys.Rotation;

namespace AdminPortal.Tests.OAuth;

/// <summary>Without a key that signs, everybody is told to come again; and nothing is signed by what the store does not know.</summary>
public sealed class NoSigningKeyTests : IAsyncLifetime
{
    private readonly OAuthHost _host = new();

    public ValueTask InitializeAsync() => _host.InitializeAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task An_empty_key_ring_is_answered_by_503_until_there_is_a_key_again()
    {
        var client = await _host.AddClientAsync();
        var token = await _host.IssueAsync(client);

        _host.Get<SigningKeyRing>().LetGo();

        IsUnavailable(await _host.PostAsync(client.Form()));
        IsUnavailable(await _host.IntrospectAsync(client, token));
        IsUnavailable(await _host.RevokeAsync(client, token));
        using var keys = await _host.Http.GetAsync("/oauth2/v1/keys", OAuthHost.Cancellation);
        Assert.Equal((503, true), ((int)keys.StatusCode, keys.Headers.Contains("Retry-After")));
        using var management = new HttpClient { BaseAddress = _host.ManagementUrl };
        using var ready = await management.GetAsync("/health/ready", OAuthHost.Cancellation);
        Assert.Equal(503, (int)ready.StatusCode);
        await _host.Get<AdvanceSigningKeys>().ExecuteAsync(OAuthHost.Cancellation);
        Assert.True(await _host.LivesAsync(client, await _host.IssueAsync(client)));
    }

    [Theory]
    [InlineData("DELETE FROM \"SigningKeys\"")]
    [InlineData("""UPDATE "SigningKeys" SET "RevokedAt" = 1""")]
    [InlineData(
        """UPDATE "SigningKeys" SET "WrappedPrivateKey" = {0}, "RevokedAt" = CASE WHEN "SigningSince" IS NOT NULL THEN 1 END, "SigningSince" = 1""",
        new byte[] { 0 })]
    public async Task Keys_that_are_gone_or_unreadable_in_the_store_sign_nothing_and_the_answer_is_503(string damage, byte[]? unreadable = null)
    {
        var client = await _host.AddClientAsync();
        (await _host.PostAsync(client.Form())).IsGranted(OAuthHost.ReaderScope);

        await _host.ExecuteSqlAsync(FormattableStringFactory.Create(damage, unreadable is null ? [] : [unreadable]));

        IsUnavailable(await _host.PostAsync(client.Form()));
        IsUnavailable(await _host.PostAsync(client.Form()));
    }

    private static void IsUnavailable(TokenAnswer answer)
    {
        answer.IsRefused(503, "temporarily_unavailable", "The service cannot answer now; try again later.");
        Assert.Equal("5", answer.Headers["Retry-After"]);
    }
}
