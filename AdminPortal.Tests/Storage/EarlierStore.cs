using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using AdminPortal.Tests.Support;

namespace AdminPortal.Tests.Storage;

/// <summary>
/// A data directory as the last build of a migration left it, with what was done there: the administrator alice, a client with a secret and
/// a public key that holds two roles, a client that is switched off, a token that lives and one that was revoked. It was made by that very
/// build, through its pages' use cases and its endpoints; a new one is added with each migration.
/// </summary>
internal sealed record EarlierStore
{
    private static readonly string Folder = Repository.Path("AdminPortal.Tests/Storage/Earlier");

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public const string UserName = "alice";
    public const string Password = "canary horse battery";
    public const string Issuer = "http://localhost:5080";

    public required DateTimeOffset MadeAt { get; init; }

    public required string ClientId { get; init; }

    public required string ClientSecret { get; init; }

    public required string LiveToken { get; init; }

    /// <summary>None where that build could not revoke yet, nor kept a record of tokens.</summary>
    public string? RevokedToken { get; init; }

    /// <summary>The migrations whose stores are kept, oldest first.</summary>
    public static IEnumerable<string> Names => Directory.EnumerateDirectories(Folder).Select(folder => Path.GetFileName(folder)!).Order(StringComparer.Ordinal);

    public static EarlierStore Of(string name) =>
        JsonSerializer.Deserialize<EarlierStore>(File.ReadAllText(Path.Combine(Folder, name, "store.json")), Json)!;

    /// <summary>Puts it where a portal looks for it.</summary>
    public static void CopyTo(string dataDirectory, string name)
    {
        Directory.CreateDirectory(dataDirectory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        File.Copy(Path.Combine(Folder, name, "protection.key"), Path.Combine(dataDirectory, "protection.key"));
        using var packed = new GZipStream(File.OpenRead(Path.Combine(Folder, name, "portal.db.gz")), CompressionMode.Decompress);
        using var database = File.Create(Path.Combine(dataDirectory, "portal.db"));
        packed.CopyTo(database);
    }

    /// <summary>Signs as the program does that holds the private half of the client's public key.</summary>
    public static byte[] Sign(byte[] content)
    {
        using var key = ECDsa.Create();
        key.ImportFromPem(File.ReadAllText(Path.Combine(Folder, "..", "earlier-client-key.pem")));
        return key.SignData(content, HashAlgorithmName.SHA256);
    }
}
