using AdminPortal.Domain.Administrators.Rules.Sessions;
using AdminPortal.Domain.Administrators.Sessions;
using AdminPortal.Shell.Feedback;
using AdminPortal.Shell.Scripts;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.JSInterop;

namespace AdminPortal.Account.Sessions;

/// <summary>
/// Reports activity in an open page, and warns two minutes before a session ends for lack of it. The times are the store's, so activity in
/// another tab counts here.
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

    /// <summary>
    /// Called by idle.js. While the warning is shown only its button counts: reading it with the keyboard is not an answer.
    /// </summary>
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
        // There is no error boundary here: a fault would end the page, with everything typed in it.
        failed = await calls.TryAsync("extend a session", async () =>
        {
            await KeepAsync();
            // If it was too late, the page learns of it here.
            await actors.GetAsync();
            await LookAsync();
        }) is not null;
    }

    // If the store does not answer, the next check asks again.
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

    // An expired session keeps its warning until the page is left. No warning before the eight-hour limit: staying signed in would be an
    // empty promise.
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
