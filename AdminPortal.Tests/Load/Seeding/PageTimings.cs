using System.Diagnostics;
using System.Text.Json;
using AdminPortal.Domain.ApiClients;

namespace AdminPortal.Tests.Load.Seeding;

/// <summary>A filter of a list, and the call of the use case that answers its first page.</summary>
internal sealed record PageCase(string Page, string Filter, Func<Task<bool>> Call);

/// <summary>What a person waits for behind a list: the use case of its first page, by each filter, timed after one call that compiles it.</summary>
internal static partial class PageTimings
{
    private const double Tail = 0.95;

    public static async Task MeasureAsync(string dataDirectory, int repeats)
    {
        await using var store = SeededStore.Open(dataDirectory);
        List<PageCase> cases = [];
        AddClientPages(cases, store);
        AddTokenPages(cases, store, await store.OldestClientsAsync(TokenRecords.Clients));
        foreach (var one in cases)
        {
            var times = await TimeAsync(one, repeats);
            Console.WriteLine(JsonSerializer.Serialize(new
            {
                page = one.Page,
                filter = one.Filter,
                runs = repeats,
                p50_ms = At(times, 0.5),
                p95_ms = At(times, Tail),
            }));
        }
    }

    static partial void AddClientPages(List<PageCase> cases, SeededStore store);

    static partial void AddTokenPages(List<PageCase> cases, SeededStore store, IReadOnlyList<ClientId> clients);

    private static async Task<List<double>> TimeAsync(PageCase one, int repeats)
    {
        List<double> times = [];
        for (var run = 0; run <= repeats; run++)
        {
            var watch = Stopwatch.StartNew();
            if (!await one.Call())
            {
                throw new InvalidOperationException($"{one.Page}, {one.Filter}: refused");
            }

            if (run > 0)
            {
                times.Add(watch.Elapsed.TotalMilliseconds);
            }
        }

        times.Sort();
        return times;
    }

    private static double At(List<double> sorted, double share) => Math.Round(sorted[(int)Math.Ceiling(share * sorted.Count) - 1], 1);
}
