using System.Globalization;
using System.Reflection;

namespace AdminPortal.Tests.OAuth;

public sealed class ChecklistTests
{
    // Of C6, certificates (RFC 8705) and proof of possession (RFC 9449) are not offered, so their rows have nothing to hold.
    private static readonly (string Table, int Rows)[] WholeTables =
    [
        ("C1_6749", 27), ("C3_7009", 8), ("C3_7662", 6), ("C4_JOSE", 17), ("C5_7523", 12), ("JU", 10), ("C6_8414", 4), ("C6_8707", 4), ("C6_9068", 4),
    ];

    private static readonly (string Table, int Rows)[] TablesOfThePortal = [("A", 29), ("B", 20)];

    private static readonly List<string> Tests =
    [
        .. typeof(ChecklistTests).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods())
            .Where(method => method.GetCustomAttributes<FactAttribute>().Any())
            .Select(method => method.Name),
    ];

    [Fact]
    public void Every_row_of_the_checklist_has_a_test_that_carries_its_number()
    {
        var rows = RowsOf(WholeTables).Concat(["C7_9700_02", "C7_FAPI_04", "C7_FAPI_06"]);

        Assert.All(rows, row => Assert.Contains(Tests, test => test.StartsWith(row + "_", StringComparison.Ordinal)));
    }

    [Fact]
    public void Every_row_about_the_portal_that_concerns_what_exists_has_a_test_that_carries_its_number()
    {
        // Not yet there: a second factor, exports, a second node (B-17). A-18 is what the rows of C4 say.
        string[] notThere = ["A_11", "A_18", "A_27", "B_17"];
        var rows = RowsOf(TablesOfThePortal).Except(notThere, StringComparer.Ordinal);

        Assert.All(rows, row => Assert.Contains(Tests, test => $"_{test}".Contains($"_{row}_", StringComparison.Ordinal)));
    }

    private static IEnumerable<string> RowsOf((string Table, int Rows)[] tables) => tables.SelectMany(
        table => Enumerable.Range(1, table.Rows), (table, row) => string.Create(CultureInfo.InvariantCulture, $"{table.Table}_{row:00}"));
}
