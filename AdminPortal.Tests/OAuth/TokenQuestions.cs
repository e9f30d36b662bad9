using System.Security.Cryptography;
using System.Text.Json;
using AdminPortal.Domain.AccessTokens.Introspecting;
using AdminPortal.Domain.ApiResources;
using AdminPortal.Domain.SigningKeys;
using AdminPortal.Domain.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace AdminPortal.Tests.OAuth;

/// <summary>What clients ask about tokens, and the tokens they ask about.</summary>
internal static class TokenQuestions
{
    public const string Introspection = "/oauth2/v1/introspect";
    public const string Revocation = "/oauth2/v1/revoke";

    public static TheoryData<string> Endpoints => new(Introspection, Revocation);

    public static async Task<string> IssueAsync(this OAuthHost host, TestClient client, params (string Name, string Value)[] more) =>
        (await host.PostAsync(client.Form(more))).AccessToken;

    /// <summary>Signed by the key that signs now, with one thing said otherwise; whether it is on record is another question.</summary>
    public static string SignAgain(this OAuthHost host, string token, Action<SecurityTokenDescriptor> change)
    {
        var jwt = new JsonWebToken(token);
        var descriptor = new SecurityTokenDescriptor
        {
            TokenType = jwt.Typ,
            Claims = jwt.Claims.Where(claim => claim.Type is not ("exp" or "nbf" or "iat" or "service-info"))
                .ToDictionary(claim => claim.Type, claim => (object)claim.Value, StringComparer.Ordinal),
            Expires = jwt.ValidTo,
        };
        change(descriptor);
        var signer = host.Get<SigningKeyRing>().Current;
        descriptor.SigningCredentials = new SigningCredentials(signer.Key, signer.Algorithm);
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(descriptor);
    }

    /// <summary>A question that is right in every way: begin with it and break one thing.</summary>
    public static List<(string Name, string Value)> About(this TestClient client, string token) =>
        [("client_id", client.Id.Value), ("client_secret", client.Secret), ("token", token)];

    public static Task<TokenAnswer> IntrospectAsync(this OAuthHost host, TestClient client, string token) =>
        host.PostAsync(client.About(token), path: Introspection);

    public static Task<TokenAnswer> RevokeAsync(this OAuthHost host, TestClient client, string token) =>
        host.PostAsync(client.About(token), path: Revocation);

    /// <summary>Whether the client that it was issued to hears that the token lives.</summary>
    public static async Task<bool> LivesAsync(this OAuthHost host, TestClient client, string token)
    {
        var answer = await host.IntrospectAsync(client, token);
        Assert.Equal(200, answer.Status);
        return answer.Json.GetProperty("active").GetBoolean();
    }

    public static async Task LetIntrospectAsync(this OAuthHost host, string audience, TestClient? client)
    {
        var servers = (await host.Get<ListResourceServers>().ExecuteAsync(OAuthHost.Superuser, OAuthHost.Cancellation)).Value;
        var server = servers.Single(candidate => candidate.PrimaryAudience == audience);
        var set = await host.Get<SetIntrospectionClient>().ExecuteAsync(
            new(server.Id, client?.Id.Value, server.IntrospectionClient), OAuthHost.Superuser, OAuthHost.Cancellation);
        Assert.Equal(client?.Id, set.Value);
    }

    /// <summary>A key that signs nothing any more and is not published either.</summary>
    public static async Task AddWithdrawnKeyAsync(this OAuthHost host, string keyId, RSA key)
    {
        var jwk = JsonSerializer.Serialize(
            JsonWebKeyConverter.ConvertFromRSASecurityKey(new RsaSecurityKey(key.ExportParameters(includePrivateParameters: false))));
        var now = host.Clock.GetUtcNow().ToUnixTimeMilliseconds();
        await using var db = await host.Get<PortalStore>().ReadAsync(OAuthHost.Cancellation);
        await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO "SigningKeys" ("KeyId", "Algorithm", "PublicJwk", "WrappedPrivateKey", "CreatedAt", "MaySignFrom", "SigningSince", "RevokedAt")
            VALUES ({keyId}, 'RS256', {jwk}, {Array.Empty<byte>()}, {now}, {now}, {now}, {now})
            """,
            OAuthHost.Cancellation);
    }

    /// <summary>All that may be said of a token that does not live, whatever the reason.</summary>
    public static void IsInactive(this TokenAnswer answer)
    {
        Assert.Equal((200, """{"active":false}"""), (answer.Status, answer.Body));
        Assert.Equal("application/json", answer.Headers["Content-Type"]);
        answer.IsNotStored();
    }

    /// <summary>All that is ever said of a revocation.</summary>
    public static void IsDone(this TokenAnswer answer)
    {
        Assert.Equal((200, ""), (answer.Status, answer.Body));
        Assert.False(answer.Headers.ContainsKey("Content-Type"));
        answer.IsNotStored();
    }
}
