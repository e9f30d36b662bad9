namespace AdminPortal.Shell;

/// <summary>A component that another room adds to the frame of every signed-in page; the shell shows it without knowing it.</summary>
public sealed record FramePart(Type Component)
{
    /// <summary>Whether it is shown above the page's content.</summary>
    public bool IsAbovePage { get; init; }
}
