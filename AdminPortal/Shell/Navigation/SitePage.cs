namespace AdminPortal.Shell.Navigation;

/// <summary>A page with an address of its own, and its parent page.</summary>
/// <remarks>
/// The summary is one sentence for the landing page that lists it; the module is the permission module it requires, null for a page that
/// only lists others.
/// </remarks>
public sealed record SitePage(string Title, string Path, SitePage? Parent, string Summary, string? Module = null)
{
    /// <summary>From the top down to this page.</summary>
    public IReadOnlyList<SitePage> Trail => Parent is null ? [this] : [.. Parent.Trail, this];
}
