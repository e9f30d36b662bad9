namespace AdminPortal.Shell;

/// <summary>A component that another room adds to the frame of every signed-in page; the shell shows it without knowing what it is.</summary>
public sealed record FramePart(Type Component)
{
    /// <summary>It stands above the page's content, not beside it.</summary>
    public bool IsAbovePage { get; init; }
}
