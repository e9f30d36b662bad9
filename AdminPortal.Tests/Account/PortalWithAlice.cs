using AdminPortal.Tests.Support;

namespace AdminPortal.Tests.Account;

/// <summary>One running program, whose settings named its first administrator, for all tests of a class.</summary>
public sealed class PortalWithAlice : IAsyncLifetime
{
    public const string Password = "canary horse battery";

    internal static readonly (string Key, string Value)[] Settings =
        [("Portal:Setup:UserName", "alice"), ("Portal:Setup:Password", Password), ("Portal:TrustedProxies:0", "127.0.0.0/8"), ("Portal:TrustedProxies:1", "::1")];

    public PortalProcess Process { get; private set; } = null!;

    public async ValueTask InitializeAsync() =>
        Process = await PortalProcess.StartAsync(TestContext.Current.CancellationToken, Settings);

    internal Browser NewBrowser(string? address = null) => new(Process.PublicUrl) { Address = address };

    public ValueTask DisposeAsync() => Process.DisposeAsync();
}
