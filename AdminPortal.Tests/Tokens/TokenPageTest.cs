using AdminPortal.AllTokens;
using AdminPortal.Domain;
using AdminPortal.Domain.Permissions.Rules;
using AdminPortal.Shell.Navigation;
using AdminPortal.Tests.Support;
using Bunit;

namespace AdminPortal.Tests.Tokens;

/// <summary>The Tokens page on a real store with one client.</summary>
public abstract class TokenPageTest : IAsyncLifetime
{
    internal DomainHost Domain { get; private set; } = null!;

    internal PageHost Host { get; private set; } = null!;

    internal ClientId Client { get; private set; } = null!;

    public virtual async ValueTask InitializeAsync()
    {
        Domain = await DomainHost.StartAsync();
        Client = await Domain.AddClientAsync("Billing sync");
        SignIn(Domain.Superuser);
    }

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        await Domain.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    internal void SignIn(Actor actor) => Host = new PageHost(Domain, actor);

    internal IRenderedComponent<TokensPage> Open(string query = "") => Host.Open<TokensPage>($"{SiteMap.Tokens.Path}{query}");

    /// <summary>The text as it is read: line breaks of the markup are blanks.</summary>
    internal static string Words(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
