using System.Linq.Expressions;

namespace AdminPortal.Domain.ApiClients.Rules;

/// <summary>
/// The order of a list as a query: sorted by key and name, from a cursor on, in either direction. A pinned client comes before
/// all others, whatever the order.
/// </summary>
internal static class ApiClientOrder
{
    // A client without an expiry sorts as expiring last; one that was never used, as used longest ago.
    private static readonly DateTimeOffset Never = DateTimeOffset.FromUnixTimeMilliseconds(253_402_300_799_000);
    private static readonly DateTimeOffset Beginning = DateTimeOffset.UnixEpoch;

    public static IQueryable<ApiClient> InOrder(
        this IQueryable<ApiClient> clients, ApiClientQuery query, ApiClientCursor? from, ClientId? pinned)
    {
        var place = new Place(from, query.Descending == (from?.Backward ?? false), pinned);
        return query.Sort switch
        {
            ApiClientSort.Status => Slice(clients, client => (int)client.Status, (int)(from?.Key ?? 0), place),
            ApiClientSort.NextExpiry => Slice(clients, client => client.NextExpiry ?? Never, Time(from), place),
            ApiClientSort.LastUsed => Slice(clients, client => client.LastUsedAt ?? Beginning, Time(from), place),
            _ => ByName(clients, place),
        };
    }

    public static long KeyOf(ApiClientRow row, ApiClientSort sort) => sort switch
    {
        ApiClientSort.Status => (long)row.Status,
        ApiClientSort.NextExpiry => (row.NextExpiry ?? Never).ToUnixTimeMilliseconds(),
        ApiClientSort.LastUsed => (row.LastUsedAt ?? Beginning).ToUnixTimeMilliseconds(),
        _ => 0,
    };

    private static DateTimeOffset Time(ApiClientCursor? from) =>
        DateTimeOffset.FromUnixTimeMilliseconds(Math.Clamp(from?.Key ?? 0, 0, Never.ToUnixTimeMilliseconds()));

    private static IQueryable<ApiClient> ByName(IQueryable<ApiClient> clients, Place place) => Sorted(
        place.From is { } from ? clients.Where(WithPinned(Beyond(from.NameKey, place.Ascending), place)) : clients,
        client => client.NameKey,
        place);

    private static IQueryable<ApiClient> Slice<TKey>(
        IQueryable<ApiClient> clients, Expression<Func<ApiClient, TKey>> key, TKey keyFrom, Place place) => Sorted(
            place.From is { } from ? clients.Where(WithPinned(Beyond(key, keyFrom, from.NameKey, place.Ascending), place)) : clients,
            key,
            place);

    private static IQueryable<ApiClient> Sorted<TKey>(IQueryable<ApiClient> clients, Expression<Func<ApiClient, TKey>> key, Place place)
    {
        if (place.Pinned is not { } pinned)
        {
            return place.Ascending
                ? clients.OrderBy(key).ThenBy(client => client.NameKey)
                : clients.OrderByDescending(key).ThenByDescending(client => client.NameKey);
        }

        // When reading backward, the first row is read last.
        var pinnedApart = place.From is { Backward: true }
            ? clients.OrderBy(client => client.Id == pinned)
            : clients.OrderByDescending(client => client.Id == pinned);
        return place.Ascending
            ? pinnedApart.ThenBy(key).ThenBy(client => client.NameKey)
            : pinnedApart.ThenByDescending(key).ThenByDescending(client => client.NameKey);
    }

    // The pinned client sorts before every cursor: never included when paging forward, always when paging backward.
    private static Expression<Func<ApiClient, bool>> WithPinned(Expression<Func<ApiClient, bool>> beyond, Place place)
    {
        if (place.Pinned is not { } pinned)
        {
            return beyond;
        }

        Expression<Func<ApiClient, bool>> isPinned = client => client.Id == pinned;
        var body = new Replace(isPinned.Parameters[0], beyond.Parameters[0]).Visit(isPinned.Body);
        return Expression.Lambda<Func<ApiClient, bool>>(
            place.From is { Backward: true } ? Expression.OrElse(body, beyond.Body) : Expression.AndAlso(Expression.Not(body), beyond.Body),
            beyond.Parameters[0]);
    }

    // Translated to SQL's > and <, which compare ordinally on SQLite; the overload with a comparison type is not translated.
#pragma warning disable CA1309
    private static Expression<Func<ApiClient, bool>> Beyond(string name, bool ascending) => ascending
        ? client => string.Compare(client.NameKey, name) > 0
        : client => string.Compare(client.NameKey, name) < 0;
#pragma warning restore CA1309

    // key beyond keyFrom, or key equal to it and name beyond nameFrom
    private static Expression<Func<ApiClient, bool>> Beyond<TKey>(
        Expression<Func<ApiClient, TKey>> key, TKey keyFrom, string nameFrom, bool ascending)
    {
        var name = Beyond(nameFrom, ascending);
        var client = key.Parameters[0];
        var nameBody = new Replace(name.Parameters[0], client).Visit(name.Body);
        Expression<Func<TKey>> captured = () => keyFrom;
        var beyond = ascending ? Expression.GreaterThan(key.Body, captured.Body) : Expression.LessThan(key.Body, captured.Body);
        var tie = Expression.AndAlso(Expression.Equal(key.Body, captured.Body), nameBody);
        return Expression.Lambda<Func<ApiClient, bool>>(Expression.OrElse(beyond, tie), client);
    }

    private sealed record Place(ApiClientCursor? From, bool Ascending, ClientId? Pinned);

    private sealed class Replace(ParameterExpression old, ParameterExpression replacement) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == old ? replacement : node;
    }
}
