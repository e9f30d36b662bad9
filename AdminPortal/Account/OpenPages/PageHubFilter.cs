using AdminPortal.Account.Sessions;
using AdminPortal.Shell;
using Microsoft.AspNetCore.SignalR;

namespace AdminPortal.Account.OpenPages;

/// <summary>Tracks pages by the three hub calls with which Blazor's script starts, resumes and ends a circuit.</summary>
internal sealed class PageHubFilter(SessionPages pages, EndCircuit endCircuit) : IHubFilter
{
    private const string Start = "StartCircuit";
    private const string Resume = "ConnectCircuit";

    public async ValueTask<object?> InvokeMethodAsync(HubInvocationContext invocation, Func<HubInvocationContext, ValueTask<object?>> next)
    {
        if (invocation.HubMethodName is not (Start or Resume) || SessionOf(invocation.Context) is not { } session)
        {
            return await next(invocation);
        }

        var connection = invocation.Context.ConnectionId;
        if (invocation.HubMethodName == Resume)
        {
            var resumed = await next(invocation);
            if (resumed is true && invocation.HubMethodArguments[0] is string known)
            {
                pages.Connected(session, connection, known);
            }

            return resumed;
        }

        if (!pages.TryOpen(session, connection))
        {
            throw new HubException("Too many pages are open in this session.");
        }

        var started = await next(invocation);
        if (started is string circuit)
        {
            pages.Connected(session, connection, circuit);
        }

        return started;
    }

    public async Task OnDisconnectedAsync(HubLifetimeContext context, Exception? exception, Func<HubLifetimeContext, Exception?, Task> next)
    {
        await next(context, exception);
        if (SessionOf(context.Context) is { } session)
        {
            foreach (var circuit in pages.CutOff(session, context.Context.ConnectionId))
            {
                await endCircuit.ExecuteAsync(circuit);
            }

            pages.Forget(CircuitLimits.DisconnectedFor);
        }
    }

    private static string? SessionOf(HubCallerContext caller) => SessionPrincipal.SessionOf(caller.User)?.Id;
}
