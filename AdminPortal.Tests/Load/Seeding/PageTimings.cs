using System.Diagnostics;
using System.Text.Json;

namespace AdminPortal.Tests.Load.Seeding;

/// <summary>A filter of a list, and the call of the use case that answers its first page.</summary>
internal sealed record PageCase(string Page, string Filter, Func<Task<bool>> Call);

/// <summary>What a person waits for behind a list: the use case of its first page, by each filter, timed after one call that compiles it.</summary>
internal static class PageTimings
{
    private const double Tail = 0.95;

    public static async Task MeasureAsync(string dataDirectory, int repeats)
    {
        await using var store = SeededStore.Open(dataDirectory);
        PageCase[] cases = [.. ClientPages.Cases(store), .. TokenPages.Cases(store, await store.OldestClientsAsync(TokenRecords.Clients))];
        foreach (var one in cases)
        {
            var (elapsed, used) = await TimeAsync(one, repeats);
            Console.WriteLine(JsonSerializer.Serialize(new
            {
                page = one.Page,
                filter = one.Filter,
                runs = repeats,
                p50_ms = At(elapsed, 0.5),
                p95_ms = At(elapsed, Tail),
                p95_cpu_ms = At(used, Tail),
            }));
        }
    }

    // By the clock, and by the CPU time of this process: where other programs take the cores, only the second tells of the list.
    private static async Task<(List<double> Elapsed, List<double> Used)> TimeAsync(PageCase one, int repeats)
    {
        var (elapsed, used) = (new List<double>(), new List<double>());
        for (var run = 0; run <= repeats; run++)
        {
            var (watch, before) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
            if (!await one.Call())
            {
                throw new InvalidOperationException($"{one.Page}, {one.Filter}: refused");
            }

            if (run > 0)
            {
                elapsed.Add(watch.Elapsed.TotalMilliseconds);
                used.Add((Environment.CpuUsage.TotalTime - before).TotalMilliseconds);
            }
        }

        elapsed.Sort();
        used.Sort();
        return (elapsed, used);
    }

    private static double At(List<double> sorted, double share) => Math.Round(sorted[(int)Math.Ceiling(share * sorted.Count) - 1], 1);
}
