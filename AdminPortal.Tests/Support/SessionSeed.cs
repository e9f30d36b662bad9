using AdminPortal.Domain.Administrators.Rules.Sessions;
using AdminPortal.Domain.Storage;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Tests.Support;

/// <summary>The times of sessions behind the use cases: to look at them, and to let hours pass on a clock that is not ours.</summary>
internal static class SessionSeed
{
    private const string Sessions = "session";

    public static async Task<IReadOnlyList<SessionTimes>> SessionTimesAsync(this PortalStore store)
    {
        await using var db = await store.ReadAsync(DomainHost.Cancellation);
        var texts = await db.UserTokens.Where(token => token.LoginProvider == Sessions)
            .OrderBy(token => token.Name).Select(token => token.Value).ToListAsync(DomainHost.Cancellation);
        return [.. texts.Select(text => SessionTimes.Read(text)!)];
    }

    /// <summary>Of every session on record.</summary>
    public static async Task ChangeSessionTimesAsync(this PortalStore store, Func<SessionTimes, SessionTimes> what)
    {
        await using var change = await store.BeginChangeAsync(DomainHost.Cancellation);
        await foreach (var token in change.Db.UserTokens.Where(token => token.LoginProvider == Sessions).AsAsyncEnumerable())
        {
            token.Value = what(SessionTimes.Read(token.Value)!).Write();
        }

        await change.CommitAsync(DomainHost.Cancellation);
    }
}
