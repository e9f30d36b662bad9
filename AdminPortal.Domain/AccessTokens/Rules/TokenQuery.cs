
namespace AdminPortal.Domain.AccessTokens.Rules;

/// <summary>
/// Which tokens a list shows, newest first. Unless it says otherwise: those of the last <see cref="UsualHours"/> hours, whatever became of them.
/// </summary>
public sealed record TokenQuery
{
    public const int SearchMaxLength = 200;

    /// <summary>A list that is not asked for another period goes back so far.</summary>
    public const int UsualHours = 24;

    /// <summary>The maximum number of clients searched at once.</summary>
    public const int MaxClients = 20;

    public static IReadOnlyList<int> PageSizes { get; } = [25, 50, 100];

    /// <summary>A client ID, part of a client's name, or a complete JTI, which is found regardless of the filters.</summary>
    public string Search { get; init; } = "";

    /// <summary>Only the tokens of this client.</summary>
    public ClientId? Client { get; init; }

    public TokenStatus? Status { get; init; }

    public Period Issued { get; init; } = new Period.Past(TimeSpan.FromHours(UsualHours));

    public Period Expires { get; init; } = Period.Any;

    public int PageSize { get; init; } = PageSizes[0];

    /// <summary>The page of tokens issued before this one.</summary>
    public Guid? Before { get; init; }

    /// <summary>The page of tokens issued after this one.</summary>
    public Guid? After { get; init; }

    public bool IsFirstPage => Before is null && After is null;

    internal int Rows => PageSizes.Contains(PageSize) ? PageSize : PageSizes[0];

    internal Guid? JwtId => Guid.TryParseExact(Search.Trim(), "D", out var id) ? id : null;
}
