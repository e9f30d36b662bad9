namespace AdminPortal.Shell.Tabs;

/// <summary>One tab: its key stands in the address, its faults are counted on it.</summary>
public sealed record TabItem(string Key, string Title, int Faults = 0)
{
    public string TabId => $"tab-{Key}";

    public string PanelId => $"panel-{Key}";
}
