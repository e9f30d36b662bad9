namespace AdminPortal.Shell.Feedback;

/// <summary>Says something to people who listen instead of look; the layout's live region speaks it politely.</summary>
public sealed class Announcer
{
    private readonly List<Action<string>> listeners = [];

    public void Say(string text) => listeners.ForEach(hear => hear(text));

    /// <summary>Hears from now on what is said.</summary>
    public void Listen(Action<string> hear) => listeners.Add(hear);

    public void StopListening(Action<string> hear) => listeners.Remove(hear);
}
