using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using AdminPortal.Domain.SigningKeys;
using AdminPortal.Domain.SigningKeys.Rules;
using AdminPortal.Domain.Starting;
using AdminPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace AdminPortal.Tests.Domain.SigningKeys;

public sealed class SigningKeyRingTests
{
    public static TheoryData<string> Algorithms => [.. SigningAlgorithms.All];

    [Fact]
    public async Task The_first_start_makes_a_key_for_each_algorithm_named_by_its_thumbprint_and_records_it()
    {
        await using var host = await DomainHost.StartAsync();

        await using var db = await host.ReadAsync();
        var keys = await db.SigningKeys.ToListAsync(DomainHost.Cancellation);
        Assert.Equal(SigningAlgorithms.All.Order(StringComparer.Ordinal), keys.Select(key => key.Algorithm).Order(StringComparer.Ordinal));
        Assert.Equal(SigningAlgorithms.RS256, Assert.Single(keys, key => key.State == SigningKeyState.Signing).Algorithm);
        Assert.All(keys, key => Assert.Equal(Thumbprint(key.PublicJwk), key.KeyId));
        var entries = await db.AuditEntries.Where(entry => entry.SubCategory == "Signing Key").OrderBy(entry => entry.Id).ToListAsync(DomainHost.Cancellation);
        Assert.Equal(["Create", "Create", "Create", "Update"], entries.Select(entry => entry.Action));
        Assert.All(entries, entry => Assert.Equal("signing key rotation", entry.ActorName));
        Assert.Equal(keys.Select(key => key.KeyId).ToHashSet(), entries.Select(entry => entry.Resource!).ToHashSet());
    }

    [Fact]
    public async Task A_later_start_finds_the_same_keys_in_the_same_order()
    {
        await using var host = await DomainHost.StartAsync();
        var made = host.Get<SigningKeyRing>().PublicJwks;

        await host.Get<StoreStart>().RunAsync(DomainHost.Cancellation);

        Assert.Equal(made, host.Get<SigningKeyRing>().PublicJwks);
        Assert.Contains(host.Get<SigningKeyRing>().Current.KeyId, made[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_private_half_is_in_the_store_in_the_clear_or_in_what_is_published()
    {
        await using var host = await DomainHost.StartAsync();
        await using var db = await host.ReadAsync();
        foreach (var key in await db.SigningKeys.ToListAsync(DomainHost.Cancellation))
        {
            using var rsa = RSA.Create();
            using var curve = ECDsa.Create();
            Assert.ThrowsAny<CryptographicException>(() => rsa.ImportPkcs8PrivateKey(key.WrappedPrivateKey, out _));
            Assert.ThrowsAny<CryptographicException>(() => curve.ImportPkcs8PrivateKey(key.WrappedPrivateKey, out _));
            Assert.DoesNotContain("\"d\"", key.PublicJwk, StringComparison.Ordinal);
            Assert.Equal($"SigningKey {key.KeyId}", key.ToString());
        }
    }

    [Theory]
    [MemberData(nameof(Algorithms))]
    public async Task A_token_of_each_algorithm_is_verified_by_its_published_key_and_by_no_other(string algorithm)
    {
        await using var store = new KeyStore();
        var ring = (await store.StartAsync(algorithm)).GetRequiredService<SigningKeyRing>();

        var token = ring.Current.Sign("""{"iss":"https://portal.example"}"""u8);

        Assert.Equal((algorithm, ring.Current.KeyId), (new JsonWebToken(token).Alg, new JsonWebToken(token).Kid));
        foreach (var jwk in ring.PublicJwks.Select(json => new JsonWebKey(json)))
        {
            Assert.Equal(jwk.Alg == algorithm, await IsValidAsync(token, jwk));
        }

        Assert.True(await IsValidAsync(token, ring.FindVerificationKey(ring.Current.KeyId)!));
        Assert.Null(ring.FindVerificationKey("unknown"));
    }

    private static async Task<bool> IsValidAsync(string token, SecurityKey key)
    {
        var result = await new JsonWebTokenHandler().ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidateAudience = false,
            ValidateLifetime = false,
            ValidIssuer = "https://portal.example",
            IssuerSigningKey = key,
            TryAllIssuerSigningKeys = true,
        });
        return result.IsValid;
    }

    // RFC 7638 section 3: the required members in lexicographic order, without blanks.
    private static string Thumbprint(string publicJwk)
    {
        using var jwk = JsonDocument.Parse(publicJwk);
        string[] members = jwk.RootElement.GetProperty("kty").GetString() == "RSA" ? ["e", "kty", "n"] : ["crv", "kty", "x", "y"];
        var text = string.Join(',', members.Select(member => $"\"{member}\":{jwk.RootElement.GetProperty(member).GetRawText()}"));
        return Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes($"{{{text}}}")));
    }
}
