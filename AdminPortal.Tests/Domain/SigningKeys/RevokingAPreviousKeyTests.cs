using AdminPortal.Domain.AccessTokens.Rules;
using AdminPortal.Domain.Administrators;
using AdminPortal.Domain.Auditing.Rules;
using AdminPortal.Domain.Permissions.Rules;
using AdminPortal.Domain.SigningKeys;
using AdminPortal.Domain.SigningKeys.Rotation;
using AdminPortal.Domain.SigningKeys.Rules;
using AdminPortal.Domain.Storage.FindingTokens;
using AdminPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Tests.Domain.SigningKeys;

/// <summary>A key that has signed for the last time and is withdrawn before its last token has expired.</summary>
public sealed class RevokingAPreviousKeyTests : IAsyncLifetime
{
    private DomainHost _host = null!;
    private string _previous = "";

    private static CancellationToken Cancellation => DomainHost.Cancellation;

    private SigningKeyRing Ring => _host.Get<SigningKeyRing>();

    public async ValueTask InitializeAsync()
    {
        _host = await DomainHost.StartAsync();
        _previous = Ring.Current.KeyId;
        await _host.RotateAsync();
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task It_leaves_the_key_set_with_its_tokens_and_the_key_that_signs_goes_on()
    {
        var client = await _host.AddClientAsync("Billing sync");
        var current = Ring.Current.KeyId;
        await _host.AddTokensAsync(_previous, client, -5, 30, 60);
        var other = (await _host.AddTokensAsync(current, client, 60))[0];

        var revoked = (await RevokeAsync(_previous)).Value;

        Assert.Equal((2, _host.Clock.GetUtcNow().AddMinutes(60)), (revoked.Live, revoked.LiveUntil));
        Assert.Equal(current, Ring.Current.KeyId);
        Assert.Null(Ring.FindVerificationKey(_previous));
        Assert.Equal(SigningAlgorithms.All.Count, Ring.PublicJwks.Count);
        await using var db = await _host.ReadAsync();
        var live = (await TokenDossiers.Of(db).ToListAsync(Cancellation))
            .FindAll(record => record.Life.StatusAt(_host.Clock.GetUtcNow()) == TokenStatus.Active);
        Assert.Equal(other.JwtId, Assert.Single(live).Token.JwtId);
        var entry = await db.AuditEntries.SingleAsync(entry => entry.Action == "Revoke" && entry.Resource == _previous, Cancellation);
        Assert.Equal(("superuser", AuditResult.Success), (entry.ActorName, entry.Result));
        Assert.Contains("\"Active tokens revoked\",\"before\":null,\"after\":\"2\"", entry.Details, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_other_key_is_revoked_that_way_and_once_more_changes_nothing()
    {
        var waiting = Ring.PublicJwks.Count;

        Assert.Equal([SigningKeyErrors.NotPrevious], (await RevokeAsync(Ring.Current.KeyId)).Errors);
        Assert.Equal([SigningKeyErrors.NotPrevious], (await RevokeAsync("no-such-key")).Errors);
        await using (var db = await _host.ReadAsync())
        {
            var announced = (await db.SigningKeys.ToListAsync(Cancellation)).First(key => key.State == SigningKeyState.Announced);
            Assert.Equal([SigningKeyErrors.NotPrevious], (await RevokeAsync(announced.KeyId)).Errors);
        }

        Assert.Equal(waiting, Ring.PublicJwks.Count);
        Assert.True((await RevokeAsync(_previous)).IsSuccess);
        Assert.Equal(0, (await RevokeAsync(_previous)).Value.Live);
        await using var after = await _host.ReadAsync();
        Assert.Equal(1, await after.AuditEntries.CountAsync(entry => entry.Action == "Revoke", Cancellation));
    }

    [Fact]
    public async Task An_attempt_whose_answer_was_lost_is_healed_by_the_next()
    {
        var now = _host.Clock.GetUtcNow().ToUnixTimeMilliseconds();
        await _host.ExecuteSqlAsync($"""UPDATE "SigningKeys" SET "RevokedAt" = {now} WHERE "KeyId" = {_previous}""");
        Assert.NotNull(Ring.FindVerificationKey(_previous));

        Assert.True((await RevokeAsync(_previous)).IsSuccess);

        Assert.Null(Ring.FindVerificationKey(_previous));
    }

    [Fact]
    public async Task Where_not_all_tokens_were_counted_the_numbers_say_so()
    {
        var client = await _host.AddClientAsync("Billing sync");
        var model = (await _host.AddTokensAsync(_previous, client, 30))[0];
        await _host.ExecuteSqlAsync($"""
            INSERT INTO "IssuedTokens" ("JwtId", "ClientId", "Generation", "ContentId", "ExpiresAt", "RevokedAt")
            WITH RECURSIVE "Numbers"("Number") AS (SELECT 1 UNION ALL SELECT "Number" + 1 FROM "Numbers" WHERE "Number" < {TokensOfKey.Limit})
            SELECT CAST(substr(t."JwtId", 1, 6) || randomblob(10) AS BLOB), t."ClientId", t."Generation", t."ContentId", t."ExpiresAt", t."ExpiresAt" - 1000
            FROM "Numbers" JOIN "IssuedTokens" t ON t."JwtId" = {model.JwtId.ToByteArray(bigEndian: true)}
            """);

        var tokens = (await RevokeAsync(_previous)).Value;

        Assert.False(tokens.AreAllCounted);
        Assert.Equal("100,000 or more", tokens.UnexpiredInWords);
        Assert.EndsWith(" or more", tokens.LiveInWords, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_that_has_left_the_key_set_by_itself_is_left_alone()
    {
        _host.Clock.Advance(SigningKey.Afterlife);

        Assert.Equal([SigningKeyErrors.NotPrevious], (await RevokeAsync(_previous)).Errors);
    }

    [Fact]
    public async Task It_takes_full_access_and_a_fresh_proof_of_the_password()
    {
        var unproved = ((Actor.SignedIn)_host.Superuser) with { ProvedAt = null };

        Assert.Equal([PermissionErrors.ProofNeeded], (await RevokeAsync(_previous, unproved)).Errors);
        Assert.Equal("This requires Full access to Signing Keys", Assert.Single((await RevokeAsync(_previous, _host.Auditor)).Errors).Message);
        Assert.NotNull(Ring.FindVerificationKey(_previous));
    }

    private Task<AdminPortal.Domain.Result<TokensOfKey>> RevokeAsync(string keyId, Actor? actor = null) =>
        _host.Get<RevokePreviousSigningKey>().ExecuteAsync(keyId, actor ?? _host.Superuser, Cancellation);
}
