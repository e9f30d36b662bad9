namespace AdminPortal.Shell.Feedback;

/// <summary>Announces something to screen reader users; the layout's live region speaks it politely.</summary>
public sealed class Announcer
{
    private readonly List<Action<string>> listeners = [];

    public void Say(string text) => listeners.ForEach(hear => hear(text));

    /// <summary>Subscribes to announcements.</summary>
    public void Listen(Action<string> hear) => listeners.Add(hear);

    public void StopListening(Action<string> hear) => listeners.Remove(hear);
}
