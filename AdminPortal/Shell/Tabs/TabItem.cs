namespace AdminPortal.Shell.Tabs;

// This room owns tabs as the ARIA practices describe them: one in the tab order, arrow keys between them. It must never know their content.

/// <summary>One tab: its key is part of the address, its number of faults is shown on it.</summary>
public sealed record TabItem(string Key, string Title, int Faults = 0)
{
    public string TabId => $"tab-{Key}";

    public string PanelId => $"panel-{Key}";
}
