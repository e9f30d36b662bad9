using System.Collections.Concurrent;

namespace AdminPortal.Shell;

/// <summary>
/// Tells every open page that the program stops, and gives them a moment to hear it: the framework hangs up right afterwards, and what is
/// still on its way then is lost.
/// </summary>
public sealed class StopAnnouncement : IDisposable
{
    private static readonly TimeSpan TimeToHear = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<StopNotice, Func<Task>> _pages = [];
    private readonly CancellationTokenRegistration _stopping;

    // Made for the first page. What is registered last is called first: before the framework closes the connections.
    public StopAnnouncement(IHostApplicationLifetime lifetime) => _stopping = lifetime.ApplicationStopping.Register(TellAll);

    public void Add(StopNotice page, Func<Task> tell) => _pages[page] = tell;

    public void Remove(StopNotice page) => _pages.TryRemove(page, out _);

    public void Dispose() => _stopping.Dispose();

    private void TellAll() => Task.WhenAll(_pages.Values.Select(tell => tell())).Wait(TimeToHear);
}
