using AdminPortal.Domain.AccessTokens.Listing;

namespace AdminPortal.Tokens.Revoking;

// This room owns the dialogs that revoke tokens. It protects people from revoking more than they meant: each names what is revoked and
// which services notice later. It must never revoke before YES is typed.

/// <summary>What is about to be revoked. Each has a dialog that says what that means; the list is loaded again after any of them.</summary>
public abstract record Revocation
{
    private Revocation()
    {
    }

    public sealed record OfToken(ListedToken Token) : Revocation;

    /// <summary>Those that were picked from the list.</summary>
    public sealed record OfTokens(IReadOnlyList<ListedToken> Tokens) : Revocation;

    /// <summary>All that a client holds.</summary>
    public sealed record OfClient(TokenClient Client) : Revocation;
}
