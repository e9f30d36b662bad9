using System.Collections.Concurrent;
using System.IdentityModel.Tokens.Jwt;
using Microsoft.Data.Sqlite;

namespace AdminPortal.Tests.OAuth.Records;

/// <summary>A client at work that remembers which tokens it received.</summary>
internal sealed class TokenCaller(Uri portal, string clientId, string secret) : IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = portal };
    private readonly ConcurrentBag<Guid> _received = [];

    public int Received => _received.Count;

    public Task<TokenAnswer> PostAsync() => PostAsync([("grant_type", "client_credentials"), ("client_id", clientId), ("client_secret", secret)]);

    public async Task<TokenAnswer> PostAsync(IEnumerable<(string Name, string Value)> form)
    {
        using var content = new FormUrlEncodedContent(form.Select(pair => KeyValuePair.Create(pair.Name, pair.Value)));
        using var response = await _http.PostAsync(TokenWire.Path, content, TestContext.Current.CancellationToken);
        var answer = await TokenAnswer.OfAsync(response);
        if (answer.Status == 200)
        {
            _received.Add(Guid.Parse(new JwtSecurityToken(answer.AccessToken).Id));
        }

        return answer;
    }

    /// <summary>Received, and not on record: there must be none.</summary>
    public async Task<IReadOnlyList<Guid>> MissingRecordsAsync(string databaseFile)
    {
        await using var connection = new SqliteConnection($"Data Source={databaseFile};Pooling=False");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var find = connection.CreateCommand();
        find.CommandText = """SELECT COUNT(*) FROM "IssuedTokens" WHERE "JwtId" = $id""";
        var id = find.Parameters.Add("$id", SqliteType.Blob);
        var missing = new List<Guid>();
        foreach (var jwtId in _received)
        {
            id.Value = jwtId.ToByteArray(bigEndian: true);
            if ((long)(await find.ExecuteScalarAsync(TestContext.Current.CancellationToken))! == 0)
            {
                missing.Add(jwtId);
            }
        }

        return missing;
    }

    public void Dispose() => _http.Dispose();
}
