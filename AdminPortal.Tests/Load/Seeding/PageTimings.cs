using System.Diagnostics;
using System.Text.Json;
using AdminPortal.Domain.ApiClients;

namespace AdminPortal.Tests.Load.Seeding;

/// <summary>What a person waits for behind a list: the use case of its first page, by each filter, timed after one call that compiles it.</summary>
internal static class PageTimings
{
    private const double Tail = 0.95;

    public static async Task MeasureAsync(string dataDirectory, int repeats)
    {
        await using var store = SeededStore.Open(dataDirectory);
        await MeasureAsync("API Clients", Clients(store), repeats);
    }

    private static IReadOnlyList<(string Filter, Func<Task<bool>> Call)> Clients(SeededStore store)
    {
        var list = store.Get<ListApiClients>();
        (string, Func<Task<bool>>) Case(string filter, ApiClientQuery query) =>
            (filter, async () => (await list.ExecuteAsync(query, SeededStore.Operator, CancellationToken.None)).IsSuccess);
        return
        [
            Case("none", new()),
            Case("search in the name", new() { Search = "region 42" }),
            Case("search in the description", new() { Search = "team 512" }),
            Case("search without a hit", new() { Search = "no such client" }),
            Case("inactive", new() { Status = ClientStatus.Inactive }),
            Case("expired", new() { Expiry = ExpiryFilter.Expired }),
            Case("expiring within 30 days", new() { Expiry = ExpiryFilter.Within30Days }),
            Case("by next expiry", new() { Sort = ApiClientSort.NextExpiry }),
            Case("by last use, latest first", new() { Sort = ApiClientSort.LastUsed, Descending = true }),
            Case("active, searched, by next expiry, a hundred rows", new()
            {
                Search = "service", Status = ClientStatus.Active, Sort = ApiClientSort.NextExpiry, PageSize = ApiClientQuery.PageSizes[^1],
            }),
        ];
    }

    private static async Task MeasureAsync(string page, IReadOnlyList<(string Filter, Func<Task<bool>> Call)> cases, int repeats)
    {
        foreach (var (filter, call) in cases)
        {
            List<double> times = [];
            for (var run = 0; run <= repeats; run++)
            {
                var watch = Stopwatch.StartNew();
                if (!await call())
                {
                    throw new InvalidOperationException($"{page}, {filter}: refused");
                }

                if (run > 0)
                {
                    times.Add(watch.Elapsed.TotalMilliseconds);
                }
            }

            times.Sort();
            Console.WriteLine(JsonSerializer.Serialize(new { page, filter, runs = repeats, p50_ms = At(times, 0.5), p95_ms = At(times, Tail) }));
        }
    }

    private static double At(List<double> sorted, double share) => Math.Round(sorted[(int)Math.Ceiling(share * sorted.Count) - 1], 1);
}
