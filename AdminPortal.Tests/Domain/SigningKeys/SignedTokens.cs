using AdminPortal.Domain;
using AdminPortal.Domain.AccessTokens.Rules;
using AdminPortal.Domain.ApiClients.Rules;
using AdminPortal.Domain.SigningKeys.Rotation;
using AdminPortal.Domain.SigningKeys.Rules;
using AdminPortal.Domain.Storage;
using AdminPortal.Tests.Support;

namespace AdminPortal.Tests.Domain.SigningKeys;

/// <summary>Keys in the course of their life, and records of tokens that a key signed, without the tokens.</summary>
internal static class SignedTokens
{
    /// <summary>Another key signs; the one that did is retired and still published.</summary>
    public static async Task RotateAsync(this DomainHost host)
    {
        await host.Get<RotateSigningKey>().ExecuteAsync(host.Superuser, DomainHost.Cancellation);
        host.Clock.Advance(SigningKeyLifecycle.Announcement);
        await host.Get<AdvanceSigningKeys>().ExecuteAsync(DomainHost.Cancellation);
    }

    /// <summary>One token for each remaining life that is given; answers their records.</summary>
    public static async Task<IReadOnlyList<IssuedToken>> AddTokensAsync(this DomainHost host, string keyId, ClientId client, params int[] remainingMinutes)
    {
        var now = host.Clock.GetUtcNow();
        var content = new TokenContent(
            keyId, "RS256", "https://portal.example", "https://api.example", $"scope.{keyId[..4]}", "[]", AccessTokenLifetime.Default)
        {
            UsedUntil = now.AddMinutes(remainingMinutes.DefaultIfEmpty().Max()),
        };
        var tokens = remainingMinutes
            .Select(minutes => new IssuedToken(Guid.CreateVersion7(now.AddMinutes(minutes - 60)), client, 0, content.Id, now.AddMinutes(minutes)))
            .ToList();
        await using var change = await host.Get<PortalStore>().BeginChangeAsync(DomainHost.Cancellation);
        change.Db.TokenContents.Add(content);
        change.Db.IssuedTokens.AddRange(tokens);
        await change.CommitAsync(DomainHost.Cancellation);
        return tokens;
    }
}
