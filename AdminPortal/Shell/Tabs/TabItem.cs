using AdminPortal.Domain.Permissions.Rules;

namespace AdminPortal.Shell.Tabs;

// This room owns tabs as the ARIA practices describe them: one in the tab order, arrows between them. It must never know what stands on
// one.

/// <summary>One tab: its key stands in the address, its faults are counted on it.</summary>
public sealed record TabItem(string Key, string Title, int Faults = 0)
{
    public string TabId => $"tab-{Key}";

    public string PanelId => $"panel-{Key}";
}
