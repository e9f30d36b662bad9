using System.Net;
using AdminPortal.Shell;
using AdminPortal.Tests.Support;

namespace AdminPortal.Tests.Account;

/// <summary>The connection of an open page, spoken to by somebody who is no page of ours.</summary>
public sealed class FloodedCircuitTests(PortalWithAlice portal) : IClassFixture<PortalWithAlice>
{
    [Fact]
    public async Task A_message_that_is_too_long_ends_its_own_connection_and_nothing_else()
    {
        using var browser = portal.NewBrowser();
        await browser.SignInAsync("alice", PortalWithAlice.Password);
        await using var circuit = await RawCircuit.ConnectAsync(portal.Process.PublicUrl, await portal.SessionCookieAsync());

        await circuit.SendAsync(new byte[CircuitLimits.MaxMessageBytes + 1]);

        await circuit.WaitForEndAsync();
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/administration")).Status);
    }
}
