namespace AdminPortal.Hosting;

/// <summary>Whether the store and its keys are ready, so that later log lines are about serving.</summary>
internal sealed class StartPhase
{
    public bool IsOver { get; set; }
}
