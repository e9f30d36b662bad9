using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using AdminPortal.Domain.SigningKeys;
using AdminPortal.Domain.Storage;
using AdminPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Tests.Domain.SigningKeys;

public sealed class SigningKeyRingTests
{
    [Fact]
    public async Task The_first_start_makes_a_key_named_by_its_thumbprint_and_records_it()
    {
        await using var host = await DomainHost.StartAsync();

        await using var db = await host.ReadAsync();
        var key = await db.SigningKeys.SingleAsync(DomainHost.Cancellation);
        using var jwk = JsonDocument.Parse(Assert.Single(host.Get<SigningKeyRing>().PublicJwks));
        var (n, e) = (jwk.RootElement.GetProperty("n").GetString(), jwk.RootElement.GetProperty("e").GetString());
        // RFC 7638 section 3: the required members in lexicographic order, without blanks.
        var thumbprint = SHA256.HashData(Encoding.UTF8.GetBytes($"{{\"e\":\"{e}\",\"kty\":\"RSA\",\"n\":\"{n}\"}}"));
        Assert.Equal(Base64Url.EncodeToString(thumbprint), key.KeyId);
        Assert.Equal(2048 / 8, Base64Url.DecodeFromChars(n).Length);
        var entry = await db.AuditEntries.SingleAsync(entry => entry.SubCategory == "Signing Key", DomainHost.Cancellation);
        Assert.Equal(("Create", key.KeyId, "first start"), (entry.Action, entry.Resource, entry.ActorName));
    }

    [Fact]
    public async Task A_later_start_finds_the_same_key()
    {
        await using var host = await DomainHost.StartAsync();
        var made = host.Get<SigningKeyRing>().PublicJwks;

        await host.Get<StoreStart>().RunAsync(DomainHost.Cancellation);

        Assert.Equal(made, host.Get<SigningKeyRing>().PublicJwks);
    }

    [Fact]
    public async Task A_20_The_private_half_is_not_in_the_store_in_the_clear()
    {
        await using var host = await DomainHost.StartAsync();
        await using var db = await host.ReadAsync();
        var wrapped = (await db.SigningKeys.SingleAsync(DomainHost.Cancellation)).WrappedPrivateKey;

        using var rsa = RSA.Create();

        Assert.ThrowsAny<CryptographicException>(() => rsa.ImportPkcs8PrivateKey(wrapped, out _));
        Assert.DoesNotContain("\"d\"", Assert.Single(host.Get<SigningKeyRing>().PublicJwks), StringComparison.Ordinal);
    }
}
