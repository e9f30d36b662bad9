using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;

namespace AdminPortal.Shell.Dialogs;

/// <summary>Guards every way out of a form that differs from what was loaded.</summary>
public sealed partial class UnsavedChangesGuard(NavigationManager navigation)
{
    private string? target;
    private bool leaving;

    /// <summary>The labels of the changed fields, evaluated at the moment of leaving so that a save just made counts.</summary>
    [Parameter, EditorRequired]
    public Func<IReadOnlyList<string>> Changes { get; set; } = () => [];

    private string Title => Changes().Count == 1 ? "Discard 1 change?" : $"Discard {Changes().Count} changes?";

    private void Ask(LocationChangingContext leave)
    {
        // The tab is part of the address: switching tabs on the same page loses nothing.
        if (leaving || Changes().Count == 0 || IsHere(leave.TargetLocation))
        {
            return;
        }

        leave.PreventNavigation();
        target = leave.TargetLocation;
        StateHasChanged();
    }

    private bool IsHere(string location) =>
        string.Equals(navigation.ToAbsoluteUri(location).AbsolutePath, new Uri(navigation.Uri).AbsolutePath, StringComparison.Ordinal);

    private void Stay() => target = null;

    private void Leave()
    {
        leaving = true;
        navigation.NavigateTo(target!);
    }
}
