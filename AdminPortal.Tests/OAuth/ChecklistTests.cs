using System.Globalization;
using System.Reflection;

namespace AdminPortal.Tests.OAuth;

public sealed class ChecklistTests
{
    private const int RowsOfRfc6749 = 27;

    [Fact]
    public void Every_row_of_the_checklist_has_a_test_that_carries_its_number()
    {
        string[] others =
        [
            "C6_8414_01", "C6_8414_02", "C6_8414_03", "C6_8414_04", "C6_8707_01", "C6_8707_02", "C6_8707_03", "C6_8707_04",
            "C6_9068_01", "C6_9068_02", "C6_9068_03", "C6_9068_04", "C4_JOSE_01", "C4_JOSE_02", "C7_9700_02", "C7_FAPI_04", "C7_FAPI_06", "C9_B_14", "C9_B_16",
        ];
        var rows = Enumerable.Range(1, RowsOfRfc6749)
            .Select(row => string.Create(CultureInfo.InvariantCulture, $"C1_6749_{row:00}"))
            .Concat(others);
        var tests = typeof(ChecklistTests).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods())
            .Where(method => method.GetCustomAttributes<FactAttribute>().Any())
            .Select(method => method.Name)
            .ToList();

        Assert.All(rows, row => Assert.Contains(tests, test => test.StartsWith(row + "_", StringComparison.Ordinal)));
    }
}
