using System.Security.Cryptography;
using AdminPortal.Domain.Auditing.Rules;
using AdminPortal.Domain.SigningKeys;
using AdminPortal.Domain.SigningKeys.Rotation;
using AdminPortal.Domain.SigningKeys.Rules;
using AdminPortal.Domain.Storage;
using AdminPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AdminPortal.Tests.Domain.SigningKeys;

/// <summary>The keys of a running program as the clock goes on.</summary>
public sealed class AdvanceSigningKeysTests
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    [Fact]
    public async Task A_key_is_replaced_after_90_days_by_one_that_was_published_a_day_before()
    {
        await using var host = await DomainHost.StartAsync();
        var ring = host.Get<SigningKeyRing>();
        var first = ring.Current.KeyId;

        await PassAsync(host, 89 * Day);
        var successor = Assert.Single(await KeysAsync(host), key => key is { Algorithm: "RS256", State: SigningKeyState.Announced });
        Assert.Equal(first, ring.Current.KeyId);
        Assert.NotNull(ring.FindVerificationKey(successor.KeyId));

        await PassAsync(host, Day);
        Assert.Equal(successor.KeyId, ring.Current.KeyId);
        Assert.NotNull(ring.FindVerificationKey(first));
        Assert.Empty(Assert.Single(await KeysAsync(host), key => key.KeyId == first).WrappedPrivateKey);

        await PassAsync(host, TimeSpan.FromHours(25));
        Assert.Null(ring.FindVerificationKey(first));
        Assert.DoesNotContain(ring.PublicJwks, jwk => jwk.Contains(first, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Each_step_is_on_record()
    {
        await using var host = await DomainHost.StartAsync();
        await PassAsync(host, 89 * Day);
        await PassAsync(host, Day);

        await using var db = await host.ReadAsync();
        var entries = await db.AuditEntries
            .Where(entry => entry.SubCategory == "Signing Key")
            .OrderBy(entry => entry.Id)
            .Skip(4)
            .ToListAsync(DomainHost.Cancellation);
        Assert.Equal(["Create", "Update", "Update"], entries.Select(entry => entry.Action));
        Assert.All(entries, entry => Assert.Equal(("signing key rotation", AuditResult.Success), (entry.ActorName, entry.Result)));
        Assert.Contains("2027-04-15T09:30:00Z", entries[0].Details, StringComparison.Ordinal);
        Assert.Contains("\"before\":\"Announced\",\"after\":\"Signing\"", entries[1].Details, StringComparison.Ordinal);
        Assert.Contains("\"before\":\"Signing\",\"after\":\"Retired\"", entries[2].Details, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_key_of_an_older_store_goes_on_signing()
    {
        await using var host = await DomainHost.StartAsync();
        var first = host.Get<SigningKeyRing>().Current.KeyId;
        await host.ExecuteSqlAsync($"""DELETE FROM "SigningKeys" WHERE "Algorithm" <> 'RS256'""");
        await host.ExecuteSqlAsync($"""UPDATE "SigningKeys" SET "MaySignFrom" = 0, "SigningSince" = NULL""");

        await PassAsync(host, Day);

        Assert.Equal(first, host.Get<SigningKeyRing>().Current.KeyId);
        Assert.Equal(SigningAlgorithms.All.Count, host.Get<SigningKeyRing>().PublicJwks.Count);
    }

    [Fact]
    public async Task Programs_that_look_after_the_keys_of_one_store_at_once_agree_on_one_that_signs()
    {
        await using var store = new KeyStore();
        List<ServiceProvider> programs = [await store.StartAsync(), await store.StartAsync(), await store.StartAsync()];
        await using (var db = await programs[0].GetRequiredService<PortalStore>().ReadAsync(DomainHost.Cancellation))
        {
            await db.SigningKeys.ExecuteDeleteAsync(DomainHost.Cancellation);
        }

        await Task.WhenAll(programs.Select(program =>
            Task.Run(() => program.GetRequiredService<AdvanceSigningKeys>().ExecuteAsync(DomainHost.Cancellation), DomainHost.Cancellation)));

        var rings = programs.Select(program => program.GetRequiredService<SigningKeyRing>()).ToList();
        Assert.Single(rings.Select(ring => ring.Current.KeyId).Distinct(StringComparer.Ordinal));
        Assert.All(rings, ring => Assert.Equal(SigningAlgorithms.All.Count, ring.PublicJwks.Count));
    }

    [Fact]
    public async Task Another_setting_signs_with_a_key_that_was_published_since_the_first_start()
    {
        await using var store = new KeyStore();
        var before = (await store.StartAsync(SigningAlgorithms.RS256)).GetRequiredService<SigningKeyRing>();
        store.Clock.Advance(10 * Day);

        var after = (await store.StartAsync(SigningAlgorithms.ES256)).GetRequiredService<SigningKeyRing>();

        Assert.Equal(SigningAlgorithms.ES256, after.Current.Algorithm);
        Assert.NotNull(before.FindVerificationKey(after.Current.KeyId));
        Assert.NotNull(after.FindVerificationKey(before.Current.KeyId));
        Assert.Equal(4, after.PublicJwks.Count);
    }

    [Fact]
    public async Task A_program_without_the_setting_changes_no_algorithm()
    {
        await using var store = new KeyStore();
        await store.StartAsync(SigningAlgorithms.PS256);

        var beside = (await store.StartAsync()).GetRequiredService<SigningKeyRing>();

        Assert.Equal(SigningAlgorithms.PS256, beside.Current.Algorithm);
    }

    [Fact]
    public async Task A_key_that_cannot_be_unwrapped_takes_no_other_ones_place()
    {
        await using var host = await DomainHost.StartAsync();
        var first = host.Get<SigningKeyRing>().Current.KeyId;
        await PassAsync(host, 89 * Day);
        await host.ExecuteSqlAsync($"""UPDATE "SigningKeys" SET "WrappedPrivateKey" = {new byte[] { 0 }} WHERE "SigningSince" IS NULL""");

        await Assert.ThrowsAnyAsync<CryptographicException>(() => PassAsync(host, Day));

        Assert.Equal(first, host.Get<SigningKeyRing>().Current.KeyId);
        Assert.Equal(SigningKeyState.Signing, Assert.Single(await KeysAsync(host), key => key.KeyId == first).State);
    }

    [Fact]
    public async Task The_clock_of_a_running_program_is_enough_and_a_broken_store_ends_nothing()
    {
        await using var host = await DomainHost.StartAsync();
        var ring = host.Get<SigningKeyRing>();
        var first = ring.Current.KeyId;
        var rotation = host.Services.GetServices<IHostedService>().OfType<SigningKeyRotation>().Single();
        await rotation.StartAsync(DomainHost.Cancellation);

        await host.RenameTableAsync("SigningKeys", "Away");
        await TickUntilAsync(host, 89 * Day, () => true);
        await host.RenameTableAsync("Away", "SigningKeys");
        await TickUntilAsync(host, TimeSpan.FromMinutes(1), () => ring.PublicJwks.Count == 4);
        Assert.Equal(first, ring.Current.KeyId);
        await TickUntilAsync(host, Day, () => ring.Current.KeyId != first);

        await rotation.StopAsync(DomainHost.Cancellation);
    }

    // The service waits for its next minute on a thread of its own, so a minute may have to pass more than once.
    private static async Task TickUntilAsync(DomainHost host, TimeSpan first, Func<bool> isSo)
    {
        host.Clock.Advance(first);
        await Eventually.HoldsAsync(() =>
        {
            if (!isSo())
            {
                host.Clock.Advance(TimeSpan.FromMinutes(1));
            }

            return isSo();
        });
    }

    private static async Task PassAsync(DomainHost host, TimeSpan time)
    {
        host.Clock.Advance(time);
        await host.Get<AdvanceSigningKeys>().ExecuteAsync(DomainHost.Cancellation);
    }

    private static async Task<IReadOnlyList<SigningKey>> KeysAsync(DomainHost host)
    {
        await using var db = await host.ReadAsync();
        return await db.SigningKeys.ToListAsync(DomainHost.Cancellation);
    }
}
