using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using AdminPortal.Domain.ApiClients.Rules.Jwks;
using AdminPortal.Tests.Domain.ApiClients.PublicKeys;
using CsCheck;

namespace AdminPortal.Tests.Domain.ApiClients.Jwks;

/// <summary>A bad key is left out with its reason; its good neighbours stay.</summary>
public sealed class LeftOutKeyTests
{
    private const string PrivateD = "870MB6gfuTJ4HtUnUvYMyJpr5eUZNP4Bk43bVdj3eAE";

    private static readonly string OddLength = Jwk.Curve["x"]!.GetValue<string>()[..^1];

    public static TheoryData<string, string> Faults => Table(
        ("This is a symmetric key", new JsonObject { ["kty"] = "oct", ["k"] = "AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75" }),
        ("This RSA key was made by a chip", Jwk.Rsa.With("n", Text(WeakModuli.Roca))),
        ("RSA keys must have at least 2048 bits", Jwk.Rsa.With("n", Text(RSA.Create(1024).ExportParameters(false).Modulus!))),
        ("RSA keys must have at most 4096 bits", Jwk.Rsa.With("n", Text([1, .. new byte[512]]))),
        ("The public exponent of this RSA key", Jwk.Rsa.With("e", "AQAAAAE")),
        ("The public exponent of this RSA key", Jwk.Rsa.With("e", "AQ")),
        ("The public exponent of this RSA key", Jwk.Rsa.With("e", "Aw")),
        ("The public exponent of this RSA key", Jwk.Rsa.With("e", "AQAA")),
        ("The modulus of this RSA key can be factored", Jwk.Rsa.With("n", Text(WeakModuli.Square))),
        ("The point of this key is not on its curve", Jwk.Curve.With("y", Jwk.Curve["x"]!.GetValue<string>())),
        ("This public key cannot be read", Jwk.Curve.With("x", Text(new byte[31]))),
        ("This public key cannot be read", Jwk.Curve.With("crv", "P-384")),
        ("This curve cannot be used here", Jwk.Curve.With("crv", "secp256k1")),
        ("This curve cannot be used here", Jwk.Curve.With("crv", "P-192")),
        ("This curve cannot be used here", Jwk.Curve.With("crv", "p-256")),
        ("This curve cannot be used here", Jwk.Curve.Without("crv")),
        ("This is a key for key agreement", Jwk.Edwards.With("crv", "X25519")),
        ("This kind of key cannot be used here", Jwk.Edwards.With("crv", "Ed448")),
        ("This kind of key cannot be used here", Jwk.Rsa.With("kty", "rsa")),
        ("This is no valid Ed25519 public key", Jwk.Edwards.With("x", Text(new byte[32]))),
        ("This is no valid Ed25519 public key", Jwk.Edwards.With("x", Text(new byte[31]))),
        ("This key has no kty", Jwk.Rsa.Without("kty")),
        ("The use of this key is not sig", Jwk.Rsa.With("use", "enc")),
        ("The use of this key is not sig", Jwk.Rsa.With("use", "")),
        ("The key_ops of this key do not include verify", Jwk.Rsa.With("key_ops", new JsonArray("encrypt", 1, null))),
        ("The key_ops of this key do not include verify", Jwk.Rsa.With("key_ops", "verify")),
        ("The alg of this key", Jwk.Rsa.With("alg", "RS512")),
        ("The alg of this key", Jwk.Rsa.With("alg", "none")),
        ("The alg of this key", Jwk.Curve.With("alg", "ES384")),
        ("A member of this key that should be a text", Jwk.Rsa.With("kid", 7)),
        ("A member of this key that should be a text", Jwk.Rsa.With("n", new JsonArray())),
        ("A member that this kind of key needs", Jwk.Rsa.Without("e")),
        ("A member that this kind of key needs", Jwk.Edwards.Without("x")),
        ("A member that this kind of key needs", Jwk.Rsa.With("e", "AQAB=")),
        ("A member that this kind of key needs", Jwk.Curve.With("x", Jwk.Curve["x"]!.GetValue<string>() + "=")),
        ("A member that this kind of key needs", Jwk.Curve.With("x", " " + Jwk.Curve["x"]!.GetValue<string>())),
        ("A member that this kind of key needs", Jwk.Curve.With("x", OddLength + "V")),
        ("A member that this kind of key needs", Jwk.Rsa.With("n", Jwk.Rsa["n"]!.GetValue<string>().Replace('_', '/'))),
        ("The kid of this key is longer", Jwk.Rsa.With("kid", new string('k', 257))),
        ("The kid of this key contains a character that cannot be seen", Jwk.Rsa.With("kid", "a\nb")),
        ("The kid of this key contains a character that cannot be seen", Jwk.Rsa.With("kid", "a\u202Eb")),
        ("This entry is no JSON object", JsonValue.Create("RSA")),
        ("This entry is no JSON object", new JsonArray()));

    public static TheoryData<string> PrivateMembers => new("d", "p", "q", "dp", "dq", "qi", "oth", "k");

    [Theory]
    [MemberData(nameof(Faults))]
    public void JOSE_11_A_faulty_key_is_left_out_with_its_reason_and_its_neighbours_stay(string reason, string key)
    {
        var set = JwkSet.Read(Jwk.SetOf(Jwk.Curve.ToJsonString(), key, Jwk.Edwards.ToJsonString())).Value;

        Assert.Equal(["curve", "edwards"], set.Keys.Select(published => published.KeyId));
        var leftOut = Assert.Single(set.LeftOut);
        Assert.StartsWith(reason, leftOut.Reason, StringComparison.Ordinal);
        Assert.Equal((2, LeftOutKind.Unusable), (leftOut.Position, leftOut.Kind));
    }

    [Theory]
    [MemberData(nameof(PrivateMembers))]
    public void A_private_member_is_called_one_and_not_repeated(string member)
    {
        var set = JwkSet.Read(Jwk.Set(Jwk.Rsa.With(member, PrivateD), Jwk.Curve)).Value;

        Assert.Equal("curve", Assert.Single(set.Keys).KeyId);
        var leftOut = Assert.Single(set.LeftOut);
        Assert.Equal((1, "2011-04-29", LeftOutKind.PrivateKey), (leftOut.Position, leftOut.KeyId, leftOut.Kind));
        Assert.StartsWith("This address publishes a private key", leftOut.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain(PrivateD, leftOut.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_private_keys_of_RFC_7517_are_left_out()
    {
        var curve = Jwk.Curve
            .With("x", "MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4").With("y", "4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM")
            .With("d", PrivateD).With("use", "enc");
        var rsa = Jwk.Rsa
            .With("p", "83i-7IvMGXoMXCskv73TKr8637FiO7Z27zv8oj6pbWUQyLPQBQxtPVnwD20R-60eTDmD2ujnMt5PoqMrm8RfmNhVWDtjjMmCMjOpSXicFHj7XOuVIYQyqVWlWEh6dN36GVZYk93N8Bc9vY41xy8B9RzzOGVQzXvNEvn7O0nVbfs");

        var set = JwkSet.Read(Jwk.Set(curve, rsa)).Value;

        Assert.Empty(set.Keys);
        Assert.All(set.LeftOut, key => Assert.StartsWith("This address publishes a private key", key.Reason, StringComparison.Ordinal));
        Assert.All(set.LeftOut, key => Assert.Equal(LeftOutKind.PrivateKey, key.Kind));
    }

    [Theory]
    [InlineData("""{"kty":"EC","kty":"EC","crv":"P-256"}""")]
    [InlineData("""{"kid":"a","k\u0069d":"b","kty":"EC"}""")]
    [InlineData("""{"kty":"EC","\ud800":1}""")]
    public void A_member_that_appears_twice_leaves_the_key_out(string key)
    {
        var set = JwkSet.Read(Jwk.SetOf(key, Jwk.Curve.ToJsonString())).Value;

        Assert.Single(set.Keys);
        Assert.StartsWith("A member of this key appears twice", Assert.Single(set.LeftOut).Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a\u0007b")]
    [InlineData("a\u0085b")]
    public void A_kid_with_control_characters_is_not_shown(string keyId) =>
        Assert.Null(Assert.Single(JwkSet.Read(Jwk.Set(Jwk.Rsa.With("kid", keyId))).Value.LeftOut).KeyId);

    [Fact]
    public void A_kid_of_half_a_surrogate_pair_is_not_shown() =>
        Assert.Null(Assert.Single(JwkSet.Read(Jwk.SetOf("""{"kty":"EC","kid":"\ud800"}""")).Value.LeftOut).KeyId);

    [Fact]
    public void No_change_of_a_set_makes_the_reader_throw()
    {
        var set = Jwk.Set(Jwk.Rsa, Jwk.Curve.With("key_ops", new JsonArray("verify")), Jwk.Edwards.With("kid", "\u00fc\u2028"));

        Gen.Select(Gen.Int[0, set.Length - 1], Gen.Byte).Array[1, 4].Sample(changes =>
        {
            var changed = set.ToArray();
            foreach (var (place, value) in changes)
            {
                changed[place] = value;
            }

            var read = JwkSet.Read(changed);
            Assert.True(!read.IsSuccess || read.Value.Keys.Count + read.Value.LeftOut.Count <= JwkSet.MaxKeys);
        });
    }

    [Fact]
    public void No_bytes_make_the_reader_throw()
    {
        string[] parts = ["{", "}", "[", "]", ",", ":", "\"kty\"", "\"oct\"", "\"\\ud800\"", "\"kid\"", "\"n\"", "1e999", "null", "\"key_ops\""];
        var json = Gen.Int[0, parts.Length - 1].Select(part => parts[part]);

        Gen.Byte.Array[0, 300].Sample(bytes => { JwkSet.Read(bytes); });
        json.Array[0, 12].Sample(text => { JwkSet.Read(Jwk.SetOf(string.Concat(text))); });
    }

    private static TheoryData<string, string> Table(params (string Reason, JsonNode Key)[] rows)
    {
        var table = new TheoryData<string, string>();
        foreach (var (reason, key) in rows)
        {
            table.Add(reason, key.ToJsonString());
        }

        return table;
    }

    private static string Text(byte[] bytes) => Base64Url.EncodeToString(bytes);
}
