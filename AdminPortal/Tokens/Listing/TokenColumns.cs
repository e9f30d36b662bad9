namespace AdminPortal.Tokens.Listing;

/// <summary>Optional columns of the list.</summary>
[Flags]
public enum TokenColumns
{
    None = 0,
    Scopes = 1,
    Credential = 2,
    Source = 4,
}
