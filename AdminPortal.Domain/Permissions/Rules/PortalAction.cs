namespace AdminPortal.Domain.Permissions.Rules;

/// <summary>Something an administrator can do: its words in the audit log, and the permissions it requires.</summary>
/// <param name="Verb">The audit log's Action: Create, Update, Delete, View …</param>
/// <param name="Category">The audit log's Category.</param>
/// <param name="SubCategory">The audit log's Sub-Category.</param>
/// <param name="Required">All of these are required.</param>
public sealed record PortalAction(string Verb, string Category, string SubCategory, params IReadOnlyList<Permission> Required)
{
    /// <summary>
    /// The password must have been proved recently: for actions that must not be open to a stranger at an unlocked screen.
    /// </summary>
    public bool NeedsProof { get; init; }
}
