using AdminPortal.Domain.Administrators.Rules.Sessions;
using AdminPortal.Domain.Administrators.Sessions;
using AdminPortal.Shell.Feedback;
using AdminPortal.Shell.Scripts;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.JSInterop;

namespace AdminPortal.Account.Sessions;

/// <summary>
/// Passes on that somebody works in an open page, and warns two minutes before a session ends for want of that. The times are the
/// store's, so what is done in another tab counts here.
/// </summary>
public sealed partial class IdleWatch(
    AuthenticationStateProvider provider,
    CurrentActor actors,
    CheckSession check,
    KeepSession keep,
    BrowserScripts scripts,
    TimeProvider clock,
    ServerCalls calls) : IAsyncDisposable
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan WarnAhead = TimeSpan.FromMinutes(2);

    private DotNetObjectReference<IdleWatch>? self;
    private ITimer? timer;
    private DateTimeOffset? endsAt;
    private bool failed;

    /// <summary>Called by idle.js. While the warning stands only its answer counts: who reads it with the keyboard has not answered yet.</summary>
    [JSInvokable]
    public Task NoteActivityAsync() => endsAt is null ? KeepAsync() : Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (timer is not null)
        {
            await timer.DisposeAsync();
            await scripts.StopWatchingActivityAsync();
        }

        self?.Dispose();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            timer = clock.CreateTimer(_ => Look(), null, LookEvery, LookEvery);
            self = DotNetObjectReference.Create(this);
            await scripts.WatchActivityAsync(self);
        }
    }

    private async Task StayAsync()
    {
        // No error boundary stands between this and the end of the page, with all that was typed in it.
        failed = await calls.TryAsync("note that a person stays signed in", async () =>
        {
            await KeepAsync();
            // When it was too late the page learns of it here.
            await actors.GetAsync();
            await LookAsync();
        }) is not null;
    }

    // A store that does not answer is asked again by the next look.
    private void Look() => _ = InvokeAsync(LookAsync);

    private async Task LookAsync()
    {
        var end = await SessionAsync() is { } session ? EndOf(await check.ExecuteAsync(session, CancellationToken.None)) : endsAt;
        if (end != endsAt)
        {
            endsAt = end;
            StateHasChanged();
        }
    }

    // A session that is over keeps its warning until the page is left. One that reaches its eight hours first is not warned of: to stay
    // would be an empty promise.
    private DateTimeOffset? EndOf(LiveSession? live) => live switch
    {
        null => endsAt,
        { Times: var times } when times.IdleEndsAt - clock.GetUtcNow() <= WarnAhead && times.IdleEndsAt < times.EndsAt => times.IdleEndsAt,
        _ => null,
    };

    private async Task KeepAsync()
    {
        if (await SessionAsync() is { } session)
        {
            await keep.ExecuteAsync(session, CancellationToken.None);
        }
    }

    private async Task<AdministratorSession?> SessionAsync() =>
        SessionPrincipal.SessionOf((await provider.GetAuthenticationStateAsync()).User);
}
