using System.Collections.Concurrent;

namespace AdminPortal.Shell;

/// <summary>
/// Tells every open page that the program is stopping, and gives the messages a moment to arrive: the framework disconnects right
/// afterwards, and what is still in transit then is lost.
/// </summary>
public sealed class StopAnnouncement : IDisposable
{
    private static readonly TimeSpan TimeToHear = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<StopNotice, Func<Task>> _pages = [];
    private readonly CancellationTokenRegistration _stopping;

    // Created for the first page. Callbacks run in reverse order of registration: this one before the framework closes the connections.
    public StopAnnouncement(IHostApplicationLifetime lifetime) => _stopping = lifetime.ApplicationStopping.Register(TellAll);

    public void Add(StopNotice page, Func<Task> tell) => _pages[page] = tell;

    public void Remove(StopNotice page) => _pages.TryRemove(page, out _);

    public void Dispose() => _stopping.Dispose();

    private void TellAll() => Task.WhenAll(_pages.Values.Select(tell => tell())).Wait(TimeToHear);
}
