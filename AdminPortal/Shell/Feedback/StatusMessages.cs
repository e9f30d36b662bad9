namespace AdminPortal.Shell.Feedback;

// This room owns how a page reports the outcome of an action: done, refused, failed, still loading. It protects what is on the page from a
// fault of the server. It must never show an error in a message that disappears.

/// <summary>Reports a success, on whatever page the person is by then. Errors stay inline and never come here.</summary>
public sealed class StatusMessages(TimeProvider clock)
{
    public static readonly TimeSpan ShownFor = TimeSpan.FromSeconds(8);

    private readonly List<StatusMessage> shown = [];

    public event EventHandler? Changed;

    public IReadOnlyList<StatusMessage> Shown => shown;

    public void Success(string text)
    {
        shown.Add(new StatusMessage(text, clock.GetTimestamp()));
        Changed?.Invoke(this, EventArgs.Empty);
    }

    public void Dismiss(StatusMessage message)
    {
        shown.Remove(message);
        Changed?.Invoke(this, EventArgs.Empty);
    }

    public void DismissExpired()
    {
        if (shown.RemoveAll(message => clock.GetElapsedTime(message.Since) >= ShownFor) > 0)
        {
            Changed?.Invoke(this, EventArgs.Empty);
        }
    }
}

/// <summary>One message and since when it is shown, by a monotonic clock.</summary>
public sealed record StatusMessage(string Text, long Since)
{
    public Guid Key { get; } = Guid.NewGuid();
}
