using AdminPortal.Shell;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace AdminPortal.Tests.Shell;

public sealed class CircuitLimitsTests
{
    [Fact]
    public void What_an_open_page_may_take_of_the_server_is_bounded()
    {
        using var services = Services();

        var hub = HubOptionsOf(services);
        var circuits = services.GetRequiredService<IOptions<CircuitOptions>>().Value;

        Assert.Equal((CircuitLimits.MaxMessageBytes, 1), (hub.MaximumReceiveMessageSize, hub.MaximumParallelInvocationsPerClient));
        Assert.Equal(
            (CircuitLimits.MostDisconnected, CircuitLimits.DisconnectedFor, CircuitLimits.MostUnreadDrawings, CircuitLimits.ScriptAnswersWithin),
            (circuits.DisconnectedCircuitMaxRetained, circuits.DisconnectedCircuitRetentionPeriod,
                circuits.MaxBufferedUnacknowledgedRenderBatches, circuits.JSInteropDefaultCallTimeout));
        Assert.False(circuits.DetailedErrors);
    }

    [Fact]
    public void No_open_page_is_kept_as_saved_state_that_could_hold_a_secret()
    {
        using var services = Services();

        Assert.Equal(0, services.GetRequiredService<IOptions<CircuitOptions>>().Value.PersistedCircuitInMemoryMaxRetained);
    }

    private static ServiceProvider Services()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Services.AddShell();
        return builder.Services.BuildServiceProvider();
    }

    // The hub's own type is not public; its options stand under its name.
    private static HubOptions HubOptionsOf(ServiceProvider services)
    {
        var hub = typeof(CircuitOptions).Assembly.GetType("Microsoft.AspNetCore.Components.Server.ComponentHub", throwOnError: true)!;
        var options = services.GetRequiredService(typeof(IOptions<>).MakeGenericType(typeof(HubOptions<>).MakeGenericType(hub)));
        return ((IOptions<HubOptions>)options).Value;
    }
}
