using AdminPortal.Domain.Administrators;
using AdminPortal.Domain.Administrators.Rules.Passwords;
using AdminPortal.Domain.Administrators.Rules.Sessions;
using AdminPortal.Domain.Administrators.Sessions;
using AdminPortal.Domain.Auditing.Rules;
using AdminPortal.Domain.Permissions.Rules;
using AdminPortal.Domain.Storage;
using AdminPortal.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Tests.Domain.Administrators;

/// <summary>A domain with one administrator who has a password, and the few words that tests of signing in say.</summary>
internal sealed class SigningIn : IAsyncDisposable
{
    public const string Password = "canary horse battery";
    public const string Home = "192.0.2.10";

    private SigningIn(DomainHost host) => Host = host;

    public DomainHost Host { get; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<SigningIn> StartAsync()
    {
        var host = await DomainHost.StartWithoutAdministratorsAsync();
        var alice = new AddAdministratorCommand("alice", new TypedPassword(Password), AdminRole.SuperAdministrator);
        Assert.True((await host.Get<AddAdministrator>().ExecuteAsync(alice, new Actor.OnHost("test"), Cancellation)).IsSuccess);
        return new SigningIn(host);
    }

    public Task<SignInOutcome> TryAsync(string password, string userName = "alice", string source = Home, params string[] browserKnows) =>
        Host.Get<SignInAdministrator>().ExecuteAsync(new(userName, new TypedPassword(password), source, browserKnows), Cancellation);

    public async Task<SignInOutcome.SignedIn> SucceedAsync() => Assert.IsType<SignInOutcome.SignedIn>(await TryAsync(Password));

    public async Task FailAsync(int times, string userName = "alice")
    {
        for (var i = 0; i < times; i++)
        {
            Assert.IsType<SignInOutcome.Refused>(await TryAsync("a wrong password", userName));
        }
    }

    public async Task<bool> LastsAsync(AdministratorSession session) =>
        await Host.Get<CheckSession>().ExecuteAsync(session, Cancellation) is not null;

    public async Task ChangeAsync(Action<Administrator> what)
    {
        await using var change = await Host.Get<PortalStore>().BeginChangeAsync(Cancellation);
        what(await change.Db.Administrators.SingleAsync(Cancellation));
        await change.CommitAsync(Cancellation);
    }

    public async Task<Administrator> AliceAsync()
    {
        await using var db = await Host.ReadAsync();
        return await db.Administrators.SingleAsync(Cancellation);
    }

    public async Task<IReadOnlyList<AuditEntry>> AuditAsync(string action)
    {
        await using var db = await Host.ReadAsync();
        return await db.AuditEntries.Where(entry => entry.Action == action).OrderBy(entry => entry.Id).ToListAsync(Cancellation);
    }

    public ValueTask DisposeAsync() => Host.DisposeAsync();
}
