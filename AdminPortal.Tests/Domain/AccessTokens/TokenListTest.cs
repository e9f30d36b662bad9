using AdminPortal.Domain;
using AdminPortal.Domain.AccessTokens.Listing;
using AdminPortal.Domain.AccessTokens.Rules;
using AdminPortal.Domain.Permissions.Rules;
using AdminPortal.Tests.Support;

namespace AdminPortal.Tests.Domain.AccessTokens;

/// <summary>A store with one client, and the questions that the Tokens page asks of it.</summary>
public abstract class TokenListTest : IAsyncLifetime
{
    internal static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    internal static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    internal static readonly TimeSpan Day = TimeSpan.FromDays(1);

    internal static readonly TokenQuery AnyTime = new() { Issued = Period.Any };

    internal DomainHost Host { get; private set; } = null!;

    internal ClientId Client { get; private set; } = null!;

    protected static CancellationToken Cancellation => DomainHost.Cancellation;

    public virtual async ValueTask InitializeAsync()
    {
        Host = await DomainHost.StartAsync();
        Client = await Host.AddClientAsync("Billing sync");
    }

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    internal Task<Result<TokenPage>> AskAsync(TokenQuery query, Actor actor) => Host.Get<ListIssuedTokens>().ExecuteAsync(query, actor, Cancellation);

    internal async Task<TokenPage> ListAsync(TokenQuery query) => (await AskAsync(query, Host.Auditor)).Value;

    internal async Task<IReadOnlyList<Guid>> IdsAsync(TokenQuery query) => [.. (await ListAsync(query)).Rows.Select(row => row.JwtId)];
}
