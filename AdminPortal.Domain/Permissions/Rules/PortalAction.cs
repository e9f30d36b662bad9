namespace AdminPortal.Domain.Permissions.Rules;

/// <summary>Something an administrator can ask for: the words of the audit log, and the permissions it takes.</summary>
/// <param name="Verb">The audit log's Action: Create, Update, Delete, View …</param>
/// <param name="Category">The audit log's Category.</param>
/// <param name="SubCategory">The audit log's Sub-Category.</param>
/// <param name="Required">All of these are needed.</param>
public sealed record PortalAction(string Verb, string Category, string SubCategory, params IReadOnlyList<Permission> Required)
{
    /// <summary>The password must have been proved lately: for what a stranger at an unlocked screen must not do.</summary>
    public bool NeedsProof { get; init; }
}
