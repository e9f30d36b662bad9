using System.Globalization;
using AdminPortal.Domain.AccessTokens.Listing;
using AdminPortal.Domain.AccessTokens.Rules;
using AdminPortal.Tokens.Revoking;

namespace AdminPortal.Tokens.Listing;

/// <summary>Several tokens of the page selected, to be revoked together. A row that is no longer shown is no longer selected.</summary>
public sealed partial class TokenBrowser
{
    private static readonly IReadOnlySet<Guid> Nothing = new HashSet<Guid>();

    private IReadOnlySet<Guid> picked = Nothing;

    // A token that expires while it is selected is dropped from the selection.
    private List<ListedToken> Picked => picked.Count == 0 || page is null
        ? []
        : [.. page.Rows.Where(row => picked.Contains(row.JwtId) && row.Life.StatusAt(Clock.GetUtcNow()) == TokenStatus.Active)];

    private string PickedInWords => Picked.Count == 1
        ? "1 token selected"
        : string.Create(CultureInfo.InvariantCulture, $"{Picked.Count} tokens selected");

    private void Pick(IReadOnlySet<Guid> wanted) => picked = wanted;

    private void KeepPicked() => picked = Picked.Select(row => row.JwtId).ToHashSet();

    private void RevokePicked()
    {
        // All of them may have expired a moment ago.
        KeepPicked();
        revoking = Picked is { Count: > 0 } rows ? new Revocation.OfTokens(rows) : null;
    }
}
