using AdminPortal.Domain.AccessTokens.Rules;
using AdminPortal.Domain.Administrators;
using AdminPortal.Domain.ApiClients.Rules;
using AdminPortal.Domain.Auditing.Rules;
using AdminPortal.Domain.Permissions.Rules;
using AdminPortal.Domain.SigningKeys;
using AdminPortal.Domain.SigningKeys.Listing;
using AdminPortal.Domain.SigningKeys.Rotation;
using AdminPortal.Domain.SigningKeys.Rules;
using AdminPortal.Domain.Storage.FindingTokens;
using AdminPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Tests.Domain.SigningKeys;

/// <summary>What administrators see of the signing keys, and what they may do to them.</summary>
public sealed class ChangingSigningKeysTests
{
    private static CancellationToken Cancellation => DomainHost.Cancellation;

    [Fact]
    public async Task A_rotation_by_hand_announces_a_key_that_signs_a_day_later()
    {
        await using var host = await DomainHost.StartAsync();
        var first = host.Get<SigningKeyRing>().Current.KeyId;

        var rotated = (await host.Get<RotateSigningKey>().ExecuteAsync(host.Superuser, Cancellation)).Value;

        Assert.Equal((host.Clock.GetUtcNow().AddDays(1), true), (rotated.MaySignFrom, rotated.IsNew));
        Assert.Equal(first, host.Get<SigningKeyRing>().Current.KeyId);
        Assert.NotNull(host.Get<SigningKeyRing>().FindVerificationKey(rotated.KeyId));
        host.Clock.Advance(TimeSpan.FromDays(1));
        await host.Get<AdvanceSigningKeys>().ExecuteAsync(Cancellation);
        Assert.Equal(rotated.KeyId, host.Get<SigningKeyRing>().Current.KeyId);
        await using var db = await host.ReadAsync();
        var entry = await db.AuditEntries.SingleAsync(entry => entry.Resource == rotated.KeyId && entry.Action == "Create", Cancellation);
        Assert.Equal("superuser", entry.ActorName);
    }

    [Fact]
    public async Task Rotating_twice_announces_one_key()
    {
        await using var host = await DomainHost.StartAsync();
        var first = (await host.Get<RotateSigningKey>().ExecuteAsync(host.Superuser, Cancellation)).Value;

        var second = (await host.Get<RotateSigningKey>().ExecuteAsync(host.Superuser, Cancellation)).Value;

        Assert.Equal(first with { IsNew = false }, second);
        Assert.Equal(4, host.Get<SigningKeyRing>().PublicJwks.Count);
    }

    [Fact]
    public async Task An_emergency_withdraws_the_key_and_its_tokens_and_another_signs_at_once()
    {
        await using var host = await DomainHost.StartAsync();
        var ring = host.Get<SigningKeyRing>();
        var old = ring.Current.KeyId;
        var waiting = ring.PublicJwks.Skip(1).ToList();
        host.Clock.Advance(TimeSpan.FromHours(1));
        var tokens = await host.AddTokensAsync(old, await host.AddClientAsync("Billing sync"), 30, 60);

        var replaced = (await host.Get<ReplaceSigningKeyNow>().ExecuteAsync(old, host.Superuser, Cancellation)).Value;

        Assert.Equal((replaced.KeyId, "RS256"), (ring.Current.KeyId, ring.Current.Algorithm));
        Assert.Equal(2, replaced.Tokens.Live);
        Assert.Null(ring.FindVerificationKey(old));
        Assert.Equal(SigningAlgorithms.All.Count, ring.PublicJwks.Count);
        Assert.Empty(ring.PublicJwks.Intersect(waiting, StringComparer.Ordinal));
        await using var db = await host.ReadAsync();
        var records = await TokenDossiers.Of(db).ToListAsync(Cancellation);
        Assert.Equal(tokens.Count, records.Count);
        Assert.All(records, record => Assert.Equal(TokenStatus.Revoked, record.Life.StatusAt(host.Clock.GetUtcNow())));
        Assert.All(await db.SigningKeys.Where(key => key.RevokedAt != null).ToListAsync(Cancellation), key => Assert.Empty(key.WrappedPrivateKey));
        var entry = await db.AuditEntries.SingleAsync(entry => entry.Action == "Revoke" && entry.Resource == old, Cancellation);
        Assert.Equal(("superuser", AuditResult.Success), (entry.ActorName, entry.Result));
        Assert.Contains("\"Active tokens revoked\",\"before\":null,\"after\":\"2\"", entry.Details, StringComparison.Ordinal);
        await host.Get<AdvanceSigningKeys>().ExecuteAsync(Cancellation);
        Assert.Equal(replaced.KeyId, ring.Current.KeyId);
    }

    [Fact]
    public async Task An_emergency_that_was_decided_by_an_older_look_does_nothing()
    {
        await using var host = await DomainHost.StartAsync();
        var old = host.Get<SigningKeyRing>().Current.KeyId;
        await host.Get<ReplaceSigningKeyNow>().ExecuteAsync(old, host.Superuser, Cancellation);
        var current = host.Get<SigningKeyRing>().Current.KeyId;

        var again = await host.Get<ReplaceSigningKeyNow>().ExecuteAsync(old, host.Superuser, Cancellation);

        Assert.Equal([SigningKeyErrors.Changed], again.Errors);
        Assert.Equal(current, host.Get<SigningKeyRing>().Current.KeyId);
    }

    [Fact]
    public async Task Whoever_sees_the_keys_may_not_change_them_and_the_refusal_is_recorded_once()
    {
        await using var host = await DomainHost.StartAsync();
        var current = host.Get<SigningKeyRing>().Current.KeyId;

        var rotated = await host.Get<RotateSigningKey>().ExecuteAsync(host.Auditor, Cancellation);
        var replaced = await host.Get<ReplaceSigningKeyNow>().ExecuteAsync(current, host.Auditor, Cancellation);

        Assert.Equal("This requires Full access to Signing Keys", Assert.Single(rotated.Errors).Message);
        Assert.Equal("This requires Full access to Signing Keys", Assert.Single(replaced.Errors).Message);
        Assert.True((await host.Get<ListSigningKeys>().ExecuteAsync(host.Auditor, Cancellation)).IsSuccess);
        Assert.False((await host.Get<ListSigningKeys>().ExecuteAsync(host.Nobody, Cancellation)).IsSuccess);
        Assert.Equal(3, host.Get<SigningKeyRing>().PublicJwks.Count);
        await using var db = await host.ReadAsync();
        Assert.Equal(3, await db.AuditEntries.CountAsync(entry => entry.Result == AuditResult.Failure, Cancellation));
    }

    [Fact]
    public async Task An_emergency_takes_a_fresh_proof_of_the_password_and_a_rotation_does_not()
    {
        await using var host = await DomainHost.StartAsync();
        var unproved = ((Actor.SignedIn)host.Superuser) with { ProvedAt = null };

        var replaced = await host.Get<ReplaceSigningKeyNow>().ExecuteAsync(host.Get<SigningKeyRing>().Current.KeyId, unproved, Cancellation);

        Assert.Equal([PermissionErrors.ProofNeeded], replaced.Errors);
        Assert.True((await host.Get<RotateSigningKey>().ExecuteAsync(unproved, Cancellation)).IsSuccess);
    }

    [Fact]
    public async Task The_overview_shows_what_comes_what_signs_and_what_has_signed()
    {
        await using var host = await DomainHost.StartAsync();
        var first = host.Get<SigningKeyRing>().Current.KeyId;
        await host.Get<RotateSigningKey>().ExecuteAsync(host.Superuser, Cancellation);
        var rotatedAt = host.Clock.GetUtcNow();
        var before = await OverviewAsync(host);
        Assert.Equal((first, rotatedAt.AddDays(1)), (before.Active.KeyId, before.Active.RetiresAt));
        Assert.Equal(["RS256", "ES256", "PS256"], before.Next.Select(key => key.Algorithm));
        Assert.Equal([rotatedAt.AddDays(1), null, null], before.Next.Select(key => key.SignsFrom));

        host.Clock.Advance(TimeSpan.FromDays(1));
        await host.Get<AdvanceSigningKeys>().ExecuteAsync(Cancellation);
        var now = host.Clock.GetUtcNow();
        var after = await OverviewAsync(host);
        Assert.Equal((before.Successor!.KeyId, now.AddDays(90)), (after.Active.KeyId, after.Active.RetiresAt));
        var previous = Assert.Single(after.Previous);
        Assert.Equal((first, now, now.AddHours(25)), (previous.KeyId, previous.RetiresAt, previous.GoneAt));

        host.Clock.Advance(TimeSpan.FromHours(25));
        Assert.Empty((await OverviewAsync(host)).Previous);
    }

    [Fact]
    public async Task The_tokens_of_a_key_are_counted_while_they_have_not_expired()
    {
        await using var host = await DomainHost.StartAsync();
        var key = host.Get<SigningKeyRing>().Current.KeyId;
        var client = await host.AddClientAsync("Billing sync");
        var disabled = await host.AddClientAsync(new ApiClientDetails { Name = "Nightly export" });
        host.Clock.Advance(TimeSpan.FromDays(2));
        await host.AddTokensAsync(key, client, -5, 0, 1, 30, 60);
        await host.AddTokensAsync("another-key", client, 30);
        var (inAMinute, inAnHour) = (
            host.Clock.GetUtcNow().AddMinutes(1).ToUnixTimeMilliseconds(), host.Clock.GetUtcNow().AddMinutes(60).ToUnixTimeMilliseconds());
        await host.ExecuteSqlAsync($"""UPDATE "IssuedTokens" SET "RevokedAt" = 1, "RevokedBy" = 'x' WHERE "ExpiresAt" = {inAnHour}""");
        await host.ExecuteSqlAsync($"""UPDATE "IssuedTokens" SET "ClientId" = {disabled.Value} WHERE "ExpiresAt" = {inAMinute}""");
        await host.ExecuteSqlAsync($"""
            INSERT INTO "EndedGenerations" ("ClientId", "Generation", "Cause", "EndedBy", "EndedAt") VALUES ({disabled.Value}, 0, 1, 'x', 1)
            """);

        var active = (await OverviewAsync(host)).Active;

        Assert.Equal((3, 1), (active.Tokens.Unexpired, active.Tokens.Live));
        Assert.Equal("3", active.Tokens.UnexpiredInWords);
    }

    private static async Task<SigningKeyOverview> OverviewAsync(DomainHost host) =>
        (await host.Get<ListSigningKeys>().ExecuteAsync(host.Auditor, Cancellation)).Value;
}
