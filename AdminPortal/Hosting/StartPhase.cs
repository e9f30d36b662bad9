namespace AdminPortal.Hosting;

/// <summary>Whether the store and its keys have been made out, so that what is logged from then on is about serving.</summary>
internal sealed class StartPhase
{
    public bool IsOver { get; set; }
}
