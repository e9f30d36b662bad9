using System.Globalization;
using System.Reflection;

namespace AdminPortal.Tests.OAuth;

public sealed class ChecklistTests
{
    private static readonly (string Table, int Rows)[] WholeTables =
        [("C1_6749", 27), ("C4_JOSE", 17), ("C5_7523", 12), ("JU", 10)];

    // The rotation of signing keys, and the endpoints beside that for tokens.
    private static readonly string[] ToCome = ["C4_JOSE_02", "C5_7523_12"];

    [Fact]
    public void Every_row_of_the_checklist_has_a_test_that_carries_its_number()
    {
        string[] others =
        [
            "C6_8414_01", "C6_8414_02", "C6_8414_03", "C6_8414_04", "C6_8707_01", "C6_8707_02", "C6_8707_03", "C6_8707_04",
            "C6_9068_01", "C6_9068_02", "C6_9068_03", "C6_9068_04", "C7_9700_02", "C7_FAPI_04", "C7_FAPI_06", "C9_B_14", "C9_B_16",
        ];
        var rows = WholeTables
            .SelectMany(table => Enumerable.Range(1, table.Rows), (table, row) => string.Create(CultureInfo.InvariantCulture, $"{table.Table}_{row:00}"))
            .Concat(others)
            .Except(ToCome);
        var tests = typeof(ChecklistTests).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods())
            .Where(method => method.GetCustomAttributes<FactAttribute>().Any())
            .Select(method => method.Name)
            .ToList();

        Assert.All(rows, row => Assert.Contains(tests, test => test.StartsWith(row + "_", StringComparison.Ordinal)));
    }
}
