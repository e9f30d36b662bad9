using System.Net;
using AdminPortal.Domain.SigningKeys;
using AdminPortal.Domain.SigningKeys.Rotation;
using AdminPortal.Domain.SigningKeys.Rules;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace AdminPortal.Tests.OAuth;

/// <summary>What resource servers notice of another signing key.</summary>
public sealed class SigningKeyRotationTests : IAsyncLifetime
{
    private static readonly TimeSpan CopyLasts = TimeSpan.FromMinutes(10);

    private OAuthHost _host = new();
    private JsonWebKeySet? _copy;
    private DateTimeOffset _copiedAt;

    public ValueTask InitializeAsync() => _host.InitializeAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Theory]
    [InlineData("RS256")]
    [InlineData("PS256")]
    [InlineData("ES256")]
    public async Task A_verifier_that_caches_the_key_set_for_ten_minutes_sees_no_failure_across_a_rotation(string algorithm)
    {
        await DisposeAsync();
        _host = new OAuthHost($"--Portal:Tokens:SigningAlgorithm={algorithm}");
        await InitializeAsync();
        _host.Clock.Advance(TimeSpan.FromDays(88));
        var client = await _host.AddClientAsync();
        var (tokens, keyIds) = (new Queue<(string Token, DateTimeOffset Expires)>(), new HashSet<string>(StringComparer.Ordinal));
        foreach (var pause in Pauses())
        {
            _host.Clock.Advance(pause);
            await _host.Get<AdvanceSigningKeys>().ExecuteAsync(OAuthHost.Cancellation);
            var answer = await _host.PostAsync(client.Form());
            tokens.Enqueue((answer.AccessToken, _host.Clock.GetUtcNow().AddHours(1)));
            keyIds.Add(new JsonWebToken(answer.AccessToken).Kid);
            Assert.Equal(algorithm, new JsonWebToken(answer.AccessToken).Alg);
            while (tokens.Peek().Expires <= _host.Clock.GetUtcNow())
            {
                tokens.Dequeue();
            }

            await VerifyAsync(tokens.Peek().Token);
            await VerifyAsync(answer.AccessToken);
        }

        Assert.Equal(2, keyIds.Count);
        Assert.Equal(SigningAlgorithms.All.Count, _copy!.Keys.Count);
    }

    [Fact]
    public async Task The_key_set_that_a_cache_asks_about_again_is_new_only_when_a_key_is()
    {
        var before = await AskAsync(null);
        await _host.Get<AdvanceSigningKeys>().ExecuteAsync(OAuthHost.Cancellation);
        Assert.Equal(HttpStatusCode.NotModified, (await AskAsync(before.Tag)).Status);

        await _host.Get<RotateSigningKey>().ExecuteAsync(OAuthHost.Superuser, OAuthHost.Cancellation);

        var after = await AskAsync(before.Tag);
        Assert.Equal(HttpStatusCode.OK, after.Status);
        Assert.NotEqual(before.Tag, after.Tag);
    }

    [Fact]
    public async Task A_previous_key_that_is_revoked_takes_its_tokens_with_it_and_no_others()
    {
        var client = await _host.AddClientAsync();
        await _host.LetIntrospectAsync(OAuthHost.Api, client);
        var old = _host.Get<SigningKeyRing>().Current.KeyId;
        await _host.Get<RotateSigningKey>().ExecuteAsync(OAuthHost.Superuser, OAuthHost.Cancellation);
        _host.Clock.Advance(SigningKeyLifecycle.Announcement);
        var before = await _host.IssueAsync(client);
        await _host.Get<AdvanceSigningKeys>().ExecuteAsync(OAuthHost.Cancellation);
        var after = await _host.IssueAsync(client);
        Assert.True(await _host.LivesAsync(client, before) && await _host.LivesAsync(client, after));

        await _host.Get<RevokePreviousSigningKey>().ExecuteAsync(old, OAuthHost.Superuser, OAuthHost.Cancellation);

        Assert.False(await _host.LivesAsync(client, before));
        Assert.True(await _host.LivesAsync(client, after));
        Assert.DoesNotContain(old, await _host.Http.GetStringAsync("/oauth2/v1/keys", OAuthHost.Cancellation), StringComparison.Ordinal);
    }

    // A day before the announcement to a day after the last token; each few minutes where something happens.
    private static IEnumerable<TimeSpan> Pauses()
    {
        foreach (var hours in new[] { 23, 22, 23 })
        {
            yield return TimeSpan.FromHours(hours);
            for (var minutes = 0; minutes < 120; minutes += 4)
            {
                yield return TimeSpan.FromMinutes(4);
            }
        }
    }

    private async Task VerifyAsync(string token)
    {
        if (_copy is null || _host.Clock.GetUtcNow() - _copiedAt >= CopyLasts)
        {
            _copy = new JsonWebKeySet(await _host.Http.GetStringAsync("/oauth2/v1/keys", OAuthHost.Cancellation));
            _copiedAt = _host.Clock.GetUtcNow();
        }

        var result = await new JsonWebTokenHandler().ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidIssuer = _host.Issuer,
            ValidAudience = OAuthHost.Api,
            ValidTypes = ["at+jwt"],
            IssuerSigningKeys = _copy.GetSigningKeys(),
            LifetimeValidator = (_, expires, _, _) => expires > _host.Clock.GetUtcNow().UtcDateTime,
        });
        Assert.True(result.IsValid, $"{_host.Clock.GetUtcNow()}: {result.Exception?.Message}");
    }

    private async Task<(HttpStatusCode Status, string Tag)> AskAsync(string? known)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/oauth2/v1/keys");
        if (known is not null)
        {
            request.Headers.TryAddWithoutValidation("If-None-Match", known);
        }

        using var response = await _host.Http.SendAsync(request, OAuthHost.Cancellation);
        return (response.StatusCode, response.Headers.ETag!.ToString());
    }
}
