namespace AdminPortal.Domain.AccessTokens.Rules;

/// <summary>How long the record of a token is kept after the token has expired.</summary>
public sealed record TokenRetention(int Days)
{
    public static TokenRetention Default { get; } = new(30);

    /// <summary>A token issued before this expired so long ago that its record is past its retention period.</summary>
    internal DateTimeOffset CutoffAt(DateTimeOffset now) => now.AddDays(-Days) - IssuedToken.LongestLife;
}
