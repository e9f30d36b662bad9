using System.Globalization;
using AdminPortal.Domain;
using AdminPortal.Domain.AccessTokens.Rules;
using AdminPortal.Shell.Navigation;
using Microsoft.AspNetCore.WebUtilities;

namespace AdminPortal.Tokens.Listing;

/// <summary>
/// The state of the list as its address holds it: <c>?q=billing&amp;issued=7d&amp;expires=next-1h&amp;status=active&amp;client=…&amp;size=50&amp;before=…</c>.
/// Defaults are left out, and unknown values are ignored.
/// </summary>
public static class TokenListAddress
{
    private static readonly TokenQuery Standard = new();

    private static readonly Dictionary<string, TokenStatus> Statuses = new(StringComparer.OrdinalIgnoreCase)
    {
        ["active"] = TokenStatus.Active,
        ["expired"] = TokenStatus.Expired,
        ["revoked"] = TokenStatus.Revoked,
    };

    private static readonly Dictionary<string, TokenColumns> Columns = new(StringComparer.OrdinalIgnoreCase)
    {
        ["scopes"] = TokenColumns.Scopes,
        ["credential"] = TokenColumns.Credential,
        ["source"] = TokenColumns.Source,
    };

    public static TokenQuery Read(Uri address)
    {
        var values = QueryHelpers.ParseQuery(address.Query);
        string Value(string key) => values.TryGetValue(key, out var value) ? value.ToString() : "";
        return new TokenQuery
        {
            Search = Shortened(Value("q")),
            Client = ClientId.TryParse(Value("client"), out var client) ? client : null,
            Status = StatusOf(Value("status")),
            Issued = PeriodChoice.Read(Value("issued"), PeriodChoice.Issued) ?? Standard.Issued,
            Expires = PeriodChoice.Read(Value("expires"), PeriodChoice.Expires) ?? Standard.Expires,
            PageSize = SizeOf(Value("size")),
            Before = IdOf(Value("before")),
            After = IdOf(Value("before")) is null ? IdOf(Value("after")) : null,
        };
    }

    /// <summary>The optional columns: <c>show=scopes,source</c>.</summary>
    public static TokenColumns ReadColumns(Uri address) => QueryHelpers.ParseQuery(address.Query).TryGetValue("show", out var value)
        ? value.ToString().Split(',').Aggregate(TokenColumns.None, (shown, word) => shown | Columns.GetValueOrDefault(word))
        : TokenColumns.None;

    public static string Write(TokenQuery query, TokenColumns columns = TokenColumns.None) =>
        QueryHelpers.AddQueryString(SiteMap.Tokens.Path, new Dictionary<string, string?>
        {
            ["q"] = query.Search.Length > 0 ? query.Search : null,
            ["client"] = query.Client?.Value,
            ["status"] = WordOf(query.Status),
            ["issued"] = query.Issued == Standard.Issued ? null : PeriodChoice.Write(query.Issued, PeriodChoice.Issued),
            ["expires"] = query.Expires == Standard.Expires ? null : PeriodChoice.Write(query.Expires, PeriodChoice.Expires),
            ["size"] = query.PageSize == Standard.PageSize ? null : query.PageSize.ToString(CultureInfo.InvariantCulture),
            ["show"] = columns == TokenColumns.None
                ? null
                : string.Join(',', Columns.Where(column => columns.HasFlag(column.Value)).Select(column => column.Key)),
            ["before"] = query.Before?.ToString(),
            ["after"] = query.After?.ToString(),
        });

    public static TokenStatus? StatusOf(string? word) => Statuses.TryGetValue(word ?? "", out var status) ? status : null;

    public static string? WordOf(TokenStatus? status) => status is null ? null : Statuses.First(pair => pair.Value == status).Key;

    public static int SizeOf(string? word) =>
        int.TryParse(word, CultureInfo.InvariantCulture, out var size) && TokenQuery.PageSizes.Contains(size) ? size : Standard.PageSize;

    private static Guid? IdOf(string word) => Guid.TryParseExact(word, "D", out var id) ? id : null;

    private static string Shortened(string text) => text[..Math.Min(text.Length, TokenQuery.SearchMaxLength)];
}
