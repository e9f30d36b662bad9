namespace AdminPortal.Tokens.Listing;

/// <summary>The columns that stand in the list only for those who want them.</summary>
[Flags]
public enum TokenColumns
{
    None = 0,
    Scopes = 1,
    Credential = 2,
    Source = 4,
}
