using System.Collections.Concurrent;
using AdminPortal.Domain.Administrators.FirstRun;
using AdminPortal.Domain.Administrators.Rules.Passwords;
using AdminPortal.Domain.Permissions.Rules;
using Microsoft.Data.Sqlite;

namespace AdminPortal.Tests.Support;

/// <summary>
/// A store as the first start leaves it: migrated, with its keys, the sample catalogue and, where one is named, the first administrator. It is
/// made once and handed out as copies, each with the key that its own keys are wrapped with. No address stands in it.
/// </summary>
internal static class FinishedStore
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private static readonly string[] Names = ["portal.db", "protection.key"];

    private static readonly ConcurrentDictionary<(string UserName, string Password), Lazy<Task<byte[][]>>> Made = new();

    /// <summary>Nobody has it open when this returns.</summary>
    public static async Task CopyToAsync(string dataDirectory, string userName = "", string password = "")
    {
        var contents = await Made.GetOrAdd((userName, password), first => new(() => MakeAsync(first.UserName, first.Password))).Value;
        Directory.CreateDirectory(dataDirectory, OwnerOnly | UnixFileMode.UserExecute);
        foreach (var (name, content) in Names.Zip(contents))
        {
            var forItsOwner = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = OwnerOnly };
            await using var file = new FileStream(Path.Combine(dataDirectory, name), forItsOwner);
            await file.WriteAsync(content, TestContext.Current.CancellationToken);
        }
    }

    private static async Task<byte[][]> MakeAsync(string userName, string password)
    {
        using var folder = new TemporaryFolder();
        await using (var store = await StoreBeside.OpenAsync(folder.FullPath))
        {
            if (userName.Length > 0)
            {
                var created = await store.Get<CreateFirstAdministrator>().ExecuteAsync(
                    userName, new TypedPassword(password), new Actor.OnHost("first start"), CancellationToken.None);
                Assert.True(created.IsSuccess);
            }
        }

        // The last connection that closes carries the log over into the file.
        SqliteConnection.ClearAllPools();
        return [.. Names.Select(name => File.ReadAllBytes(Path.Combine(folder.FullPath, name)))];
    }
}
