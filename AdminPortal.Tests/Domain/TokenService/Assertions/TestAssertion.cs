using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using AdminPortal.Domain.TokenService.Rules;
using AdminPortal.Domain.TokenService.Rules.Assertions;
using AdminPortal.Tests.Domain.ApiClients.PublicKeys;

namespace AdminPortal.Tests.Domain.TokenService.Assertions;

/// <summary>A member of a header or payload, its value as JSON text: it can be written twice, or as no library would.</summary>
internal sealed record Member(string Name, string Json)
{
    public override string ToString() => $"{JsonSerializer.Serialize(Name)}:{Json}";
}

/// <summary>An assertion that is right in every way at <see cref="Now"/>: begin with it and break one thing.</summary>
internal sealed record TestAssertion(IReadOnlyList<Member> Header, IReadOnlyList<Member> Payload, string Algorithm)
{
    public const string Subject = "a1b2c3d4e5f6g";
    public const string Issuer = "https://id.example";
    public const string TokenEndpoint = Issuer + "/oauth2/v1/token";
    public const string Zscaler = "https://api.zscaler.com";

    public static readonly DateTimeOffset Now = new(2027, 1, 15, 9, 30, 0, TimeSpan.Zero);

    public static ClientAssertionOptions Lenient { get; } = new([Zscaler], RequireJwtId: false, TimeSpan.FromMinutes(10));

    public static TestAssertion Valid => For(Subject, Issuer, Now);

    public static TestAssertion For(string clientId, string issuer, DateTimeOffset now) => new(
        [new("alg", "\"ES256\""), new("typ", "\"JWT\"")],
        [
            new("iss", Quote(clientId)), new("sub", Quote(clientId)), new("aud", Quote(issuer)), new("exp", Time(now, 300)),
            new("iat", Time(now, 0)), new("nbf", Time(now, 0)), new("jti", "\"2f1e7a\""),
        ],
        "ES256");

    public static string Quote(string text) => JsonSerializer.Serialize(text);

    public static string After(int seconds) => Time(Now, seconds);

    public TestAssertion With(string claim, string json) => this with { Payload = Set(Payload, claim, json) };

    public TestAssertion Without(params string[] claims) => this with { Payload = [.. Payload.Where(member => !claims.Contains(member.Name))] };

    public TestAssertion WithHeader(string name, string json) => this with { Header = Set(Header, name, json) };

    public TestAssertion WithoutHeader(string name) => this with { Header = [.. Header.Where(member => member.Name != name)] };

    /// <summary>Says the algorithm and signs by it.</summary>
    public TestAssertion By(string algorithm) => WithHeader("alg", Quote(algorithm)) with { Algorithm = algorithm };

    public string Write() => Sign(Json(Header), Json(Payload), Algorithm);

    public static string Sign(string header, string payload, string algorithm = "ES256") =>
        Sign(Encode(header), Encode(payload), KeyPairs.For(algorithm).Sign);

    /// <summary>Parts that are encoded already.</summary>
    public static string Sign(string header, string payload, Func<byte[], byte[]> sign) =>
        $"{header}.{payload}.{Base64Url.EncodeToString(sign(Encoding.ASCII.GetBytes($"{header}.{payload}")))}";

    public static string Json(IEnumerable<Member> members) => $"{{{string.Join(',', members)}}}";

    public static string Encode(string json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json));

    public static AssertionKey Key(string algorithm, string? keyId = null, string? declared = null) =>
        new(keyId, declared, KeyPairs.For(algorithm).Key, null);

    public static TokenStep<VerifiedAssertion> Judge(string text, ClientAssertionOptions? options = null, params AssertionKey[] keys)
    {
        var expected = new AssertionExpectation(Subject, Issuer, options ?? ClientAssertionOptions.Default, Now);
        var read = ClientAssertion.Read(text);
        if (read.Error is { } error)
        {
            return error;
        }

        var claims = ClientAssertionValidator.CheckClaims(read.Value, expected, null);
        return claims.Error is { } wrong ? wrong : AssertionSignature.Verify(claims.Value, keys.Length > 0 ? keys : [Key("ES256")]);
    }

    public static VerifiedAssertion Allow(string text, ClientAssertionOptions? options = null, params AssertionKey[] keys)
    {
        var judged = Judge(text, options, keys);
        Assert.Null(judged.Error);
        return judged.Value;
    }

    /// <summary>Refused for this reason, and the reason quotes nothing that could be used.</summary>
    public static void Deny(string reason, string text, ClientAssertionOptions? options = null, params AssertionKey[] keys)
    {
        var error = Judge(text, options, keys).Error;
        Assert.Equal((TokenErrorCode.InvalidClient, reason), (error?.Code, error?.Reason));
        var parts = text.Split('.').Where(part => part.Length > 8);
        Assert.All(parts, part => Assert.DoesNotContain(part, error!.Reason, StringComparison.Ordinal));
    }

    private static string Time(DateTimeOffset now, int seconds) =>
        (now.ToUnixTimeSeconds() + seconds).ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static IReadOnlyList<Member> Set(IReadOnlyList<Member> members, string name, string json) =>
        members.Any(member => member.Name == name)
            ? [.. members.Select(member => member.Name == name ? new(name, json) : member)]
            : [.. members, new(name, json)];
}
