namespace AdminPortal.Domain.ApiClients.Rules;

/// <summary>The sort key of the list; the name breaks ties.</summary>
public enum ApiClientSort
{
    Name,
    Status,
    NextExpiry,
    LastUsed,
}

/// <summary>Credential expiry: already expired, or expiring within so many days.</summary>
public enum ExpiryFilter
{
    Expired,
    Within7Days,
    Within30Days,
    Within60Days,
}

/// <summary>Which clients a list shows, and in which order.</summary>
public sealed record ApiClientQuery
{
    public static IReadOnlyList<int> PageSizes { get; } = [25, 50, 100];

    public const int SearchMaxLength = 200;

    /// <summary>Part of a name, a description or a client ID; a whole client ID puts that client first.</summary>
    public string Search { get; init; } = "";

    public ClientStatus? Status { get; init; }

    public ExpiryFilter? Expiry { get; init; }

    public ApiClientSort Sort { get; init; }

    public bool Descending { get; init; }

    public int PageSize { get; init; } = PageSizes[0];

    /// <summary>The cursor that an earlier page handed out; null for the first page.</summary>
    public string? Cursor { get; init; }
}

/// <summary>One page of the list. Totals are exact up to <see cref="TotalLimit"/>.</summary>
/// <param name="Rows">At most the page size.</param>
/// <param name="FirstPosition">The number of the first row, from 1.</param>
/// <param name="Total">All that match, or the limit when there are more.</param>
/// <param name="Previous">The cursor of the page before; null on the first.</param>
/// <param name="Next">The cursor of the page after; null on the last.</param>
public sealed record ApiClientPage(IReadOnlyList<ApiClientRow> Rows, int FirstPosition, int Total, string? Previous, string? Next)
{
    public const int TotalLimit = 10_000;

    public bool HasMoreThanTotal => Total > TotalLimit;
}

/// <summary>A client as a line of the list.</summary>
public sealed record ApiClientRow(
    ClientId Id,
    string Name,
    string Description,
    ClientStatus Status,
    bool HasJwksUri,
    int PublicKeyCount,
    int SecretCount,
    IReadOnlyList<string> ServiceNames,
    DateTimeOffset? NextExpiry,
    DateTimeOffset? LastUsedAt);
