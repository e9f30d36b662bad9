using AdminPortal.Tests.Support;

namespace AdminPortal.Tests.Shell;

/// <summary>One running program for all tests of a class that only look.</summary>
public sealed class StartedPortal : IAsyncLifetime
{
    private PortalProcess? portal;

    public HttpClient Http { get; private set; } = new();

    public async ValueTask InitializeAsync()
    {
        portal = await PortalProcess.StartAsync(TestContext.Current.CancellationToken);
        Http.BaseAddress = portal.PublicUrl;
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        if (portal is not null)
        {
            await portal.DisposeAsync();
        }
    }
}
