namespace AdminPortal.Domain.Storage.Sqlite;

/// <summary>The statements by which used assertions are forgotten: on a walk along their key, in which the journal and the pruning take part.</summary>
internal static class UsedAssertionSql
{
    /// <summary>
    /// Of the <c>$3</c> rows after client <c>$1</c> and digest <c>$2</c>, deletes those to be remembered until before <c>$4</c>.
    /// </summary>
    public const string Forget =
        """
        DELETE FROM UsedAssertions WHERE (ClientId, JwtIdDigest) IN (
            SELECT ClientId, JwtIdDigest FROM (
                SELECT * FROM UsedAssertions WHERE (ClientId, JwtIdDigest) > ($1, $2) ORDER BY ClientId, JwtIdDigest LIMIT $3)
            WHERE RememberUntil < $4)
        """;

    /// <summary>The last of those <c>$3</c> rows; none if there are fewer.</summary>
    public const string LastBehind =
        """
        SELECT * FROM UsedAssertions WHERE (ClientId, JwtIdDigest) > ($1, $2) ORDER BY ClientId, JwtIdDigest LIMIT 1 OFFSET $3 - 1
        """;
}
